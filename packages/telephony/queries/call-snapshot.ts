import { userNames } from '@1999/directory';
import { NotFound, type Reader } from '@1999/platform';
import { and, eq, inArray } from 'drizzle-orm';
import { lines } from '../adapters/lines.ts';
import type { CallControlSnapshot, CallParty } from '../contract/call-control.ts';
import { partiesOf, present } from '../io/parties.ts';
import { type Call, call, type Party, recording } from '../io/tables.ts';

/**
 * Who is in a call and what can be done with it. `ownerId` restricts it to those who have a part
 * in it. @throws NotFound.
 */
export async function callSnapshot(
  reader: Reader,
  callId: string,
  ownerId: string | null,
): Promise<CallControlSnapshot> {
  const [row] = await reader.select().from(call).where(eq(call.id, callId));
  const parties = row ? await partiesOf(reader, callId) : [];
  const foreign = ownerId !== null && !parties.some(({ userId }) => userId === ownerId);
  if (!row || foreign) throw new NotFound();
  const users = parties.map(({ userId }) => userId).filter((id) => id !== null);
  const names = await userNames(reader, [...new Set(users)]);
  // Who listens unheard is shown to nobody but themselves and other supervisors.
  const shown = ownerId
    ? parties.filter(({ mode, userId }) => mode !== 'monitor' || userId === ownerId)
    : parties;
  const aside = present(parties).some(({ kind }) => kind === 'consulted' || kind === 'outside');
  return {
    callId,
    provider: row.provider,
    state: row.state,
    step: row.step,
    onHold: row.onHold,
    consulting: row.onHold && aside,
    capabilities: [...lines[row.provider].capabilities],
    parties: [callerOf(row), ...shown.map((party) => viewOf(party, names))],
    recording: await recordingOf(reader, callId),
  };
}

async function recordingOf(reader: Reader, callId: string) {
  const [row] = await reader
    .select()
    .from(recording)
    .where(and(eq(recording.callId, callId), inArray(recording.state, ['recording', 'paused'])));
  if (!row) return null;
  const state = row.state === 'paused' ? 'paused' : 'recording';
  return { recordingId: row.id, state } as const;
}

function callerOf(row: Call): CallParty {
  const gone = row.state === 'ended';
  return {
    partyId: row.callerLegId,
    kind: 'caller',
    state: gone ? 'left' : row.step === 'arrived' ? 'invited' : 'joined',
    userId: null,
    name: null,
    outside: null,
    mode: null,
    muted: false,
    onHold: row.onHold,
    leftReason: gone ? 'callEnded' : null,
    invitedAt: row.arrivedAt.toString(),
    joinedAt: row.arrivedAt.toString(),
  };
}

function viewOf(party: Party, names: ReadonlyMap<string, string>): CallParty {
  const { id: partyId, kind, state, userId, service, agencyId, mode, muted, leftReason } = party;
  return {
    partyId,
    kind,
    state,
    userId,
    name: userId ? (names.get(userId) ?? null) : null,
    outside: service ? { service } : agencyId ? { agencyId } : null,
    mode,
    muted,
    onHold: false,
    leftReason,
    invitedAt: party.invitedAt.toString(),
    joinedAt: party.joinedAt?.toString() ?? null,
  };
}
