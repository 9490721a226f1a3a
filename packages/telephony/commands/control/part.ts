import { AppError, type CommandContext, Conflict, NotFound } from '@1999/platform';
import { finishEntry, leaveQueue } from '@1999/routing';
import { lines } from '../../adapters/lines.ts';
import type { LeftReason } from '../../contract/call-control.ts';
import { hearingsOf, RoomFull } from '../../domain/room.ts';
import { lockCall } from '../../io/lock-call.ts';
import { partiesOf, present, saveParty } from '../../io/parties.ts';
import { roomOf } from '../../io/room-of.ts';
import type { Call, Party } from '../../io/tables.ts';

/** A call under its row's lock, with everybody in it and the one who acts. */
export interface Part {
  readonly context: CommandContext;
  readonly call: Call;
  readonly parties: readonly Party[];
  readonly me: Party;
}

/**
 * The user's own part in a call, the call locked. @throws NotFound for a call of others;
 * Conflict `not_in_call` once one has left it, `call_over` once everybody has, unless `evenOver`.
 */
export async function partOf(
  context: CommandContext,
  callId: string,
  userId: string,
  evenOver = false,
): Promise<Part> {
  const call = await lockCall(context.tx, callId);
  const parties = call ? await partiesOf(context.tx, callId) : [];
  const mine = parties.filter((party) => party.userId === userId);
  const me = mine.find(({ state }) => state !== 'left') ?? mine.at(-1);
  if (!call || !me) throw new NotFound();
  const over = call.state === 'ended';
  if (over && evenOver) return { context, call, parties, me };
  if (over) throw new Conflict('call_over', 'This call is over.');
  if (me.state === 'left' || !me.acceptedAt) {
    throw new Conflict('not_in_call', 'You are not in this call.');
  }
  return { context, call, parties, me };
}

/** The part of the call's agent. @throws Conflict `not_in_call` for somebody only asked aside. */
export async function agentsPart(
  context: CommandContext,
  callId: string,
  userId: string,
  evenOver = false,
): Promise<Part> {
  const part = await partOf(context, callId, userId, evenOver);
  if (part.me.kind === 'agent') return part;
  throw new Conflict('not_in_call', 'Only the agent who has the caller can do this.');
}

/** Another party of the call by its id. @throws AppError 404 naming the field. */
export function partyNamed({ parties }: Pick<Part, 'parties'>, partyId: string): Party {
  const party = present(parties).find(({ id }) => id === partyId);
  if (!party) throw new AppError(404, 'not_found', 'No such party.', { field: 'partyId' });
  return party;
}

/** Whoever was asked aside, or rings for it; undefined when nobody was. */
export function consultedIn({ parties }: Pick<Part, 'parties'>): Party | undefined {
  return present(parties).find(
    ({ kind, takesCall }) => (kind === 'consulted' || kind === 'outside') && !takesCall,
  );
}

/** Notes an event of the call for everybody who is in it. */
export function tell(
  { context, call, parties }: Pick<Part, 'context' | 'call' | 'parties'>,
  type: string,
  payload: Record<string, unknown> = {},
): Promise<void> {
  const users = parties.map(({ userId }) => userId).filter((id) => id !== null);
  return context.journal({
    subjectType: 'call',
    subjectId: call.id,
    type,
    payload: { agentIds: [...new Set(users)], ...payload },
  });
}

/** One is out of the call: the line ends, the place in the queue's books too. */
export async function leave(
  part: Pick<Part, 'context' | 'call' | 'parties'>,
  party: Party,
  reason: LeftReason,
): Promise<Party> {
  const { context, call } = part;
  const left = saveParty(context, party, {
    state: 'left',
    leftReason: reason,
    leftAt: context.now,
  });
  if (party.queueRef) {
    const place = { refId: party.queueRef };
    if (party.acceptedAt) await finishEntry.within(context, place);
    else await leaveQueue.within(context, place);
  }
  await lines[call.provider].drop(context, call, left);
  const { id: partyId, kind, userId } = party;
  await tell(part, 'call.partyLeft', { partyId, kind, userId, reason });
  return left;
}

/** @throws Conflict `conference_full` when the media peer's ears have no place for so many voices. */
export function requirePlaces(call: Call, parties: readonly Party[]): void {
  if (!lines[call.provider].atPeer) return;
  try {
    hearingsOf(roomOf(call, parties));
  } catch (error) {
    if (!(error instanceof RoomFull)) throw error;
    throw new Conflict('conference_full', 'This call carries three voices and no more.');
  }
}
