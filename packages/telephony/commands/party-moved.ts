import type { CommandContext } from '@1999/platform';
import { lines } from '../adapters/lines.ts';
import type { LeftReason } from '../contract/call-control.ts';
import { partiesOf, present, saveParty } from '../io/parties.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call, Party } from '../io/tables.ts';
import { advanceCall } from './advance-call.ts';
import { endConsult } from './control/consult.ts';
import { leave, type Part, tell } from './control/part.ts';
import { recordLateComer } from './control/record.ts';
import { handOver } from './control/transfer.ts';

/** What a provider says of one party's line. */
export interface PartyMove {
  readonly callId: string;
  readonly to: 'joined' | 'gone';
  /** The carrier's name of the line. */
  readonly providerSid?: string | undefined;
  /** Why an outside line is gone, where the carrier says so. */
  readonly reason?: LeftReason;
}

/** Takes what a provider says of a party's line; one who has left is not asked in again by it. */
export async function partyMoved(
  context: CommandContext,
  call: Call,
  partyId: string,
  move: PartyMove,
): Promise<void> {
  const parties = await partiesOf(context.tx, call.id);
  const party = present(parties).find(({ id }) => id === partyId);
  if (!party || call.state === 'ended') return;
  if (move.to === 'joined') await joined(context, call, parties, party, move.providerSid);
  else await gone(context, call, parties, party, move.reason);
}

async function joined(
  context: CommandContext,
  call: Call,
  parties: readonly Party[],
  party: Party,
  providerSid: string | undefined,
): Promise<void> {
  const there = saveParty(context, party, {
    state: 'joined',
    joinedAt: party.joinedAt ?? context.now,
    ...(providerSid ? { providerSid } : {}),
  });
  const everybody = parties.map((one) => (one.id === there.id ? there : one));
  const room = { context, call, parties: everybody };
  const { id: partyId, kind, userId } = party;
  if (party.state !== 'joined') await tell(room, 'call.partyJoined', { partyId, kind, userId });
  if (party.kind === 'agent') return agentJoined(room, there);
  await lines[call.provider].arrange(context, call, there);
  await recordLateComer(room, there);
  const agent = present(everybody).find((one) => one.kind === 'agent');
  if (there.takesCall && agent) await handOver({ ...room, me: agent }, there, 'transferred');
}

/** The agent's line stands, for the first time or again. */
async function agentJoined(
  { context, call, parties }: Pick<Part, 'context' | 'call' | 'parties'>,
  agent: Party,
): Promise<void> {
  const line = lines[call.provider];
  if (call.onHold) await line.arrange(context, call, agent);
  else await line.rejoin(context, { ...call, agentPresent: true });
  saveCall(context, call, { agentPresent: true, comforting: false });
  await recordLateComer({ context, call, parties }, agent);
}

async function gone(
  context: CommandContext,
  call: Call,
  parties: readonly Party[],
  party: Party,
  reason: LeftReason | undefined,
): Promise<void> {
  const room = { context, call, parties };
  if (party.kind === 'outside') {
    const why = reason ?? (party.state === 'joined' ? 'hangUp' : 'noAnswer');
    if (party.takesCall) await leave(room, party, why);
    else await endConsult(room, party, why);
    await advanceCall(context, call, { type: 'outsideLeft' });
    return;
  }
  // A browser that went away may be reloading: its party stays invited to come back.
  if (party.state !== 'joined') return;
  saveParty(context, party, { state: 'invited' });
  if (party.kind !== 'agent') return;
  const alone = saveCall(context, call, { agentPresent: false });
  if (!call.onHold) await advanceCall(context, alone, { type: 'agentLost' });
}
