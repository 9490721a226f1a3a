import type { CommandContext } from '@1999/platform';
import { Conflict, NotFound, newId } from '@1999/platform';
import { lines } from '../../adapters/lines.ts';
import type { SupervisionMode } from '../../contract/call-control.ts';
import { lockCall } from '../../io/lock-call.ts';
import { addParty, newParty, partiesOf, present, saveParty } from '../../io/parties.ts';
import type { Call, Party } from '../../io/tables.ts';
import { leave, requirePlaces, tell } from './part.ts';
import { handOver } from './transfer.ts';

/** A call as a supervisor works on it, who need not be in it. */
export interface Supervised {
  readonly context: CommandContext;
  readonly call: Call;
  readonly parties: readonly Party[];
  readonly userId: string;
}

/** Any call that goes on, locked. @throws NotFound; Conflict `call_over`. */
export async function supervised(
  context: CommandContext,
  callId: string,
  userId: string,
): Promise<Supervised> {
  const call = await lockCall(context.tx, callId);
  if (!call) throw new NotFound();
  if (call.state === 'ended') throw new Conflict('call_over', 'This call is over.');
  return { context, call, parties: await partiesOf(context.tx, callId), userId };
}

/** The supervisor's own party in the call, if there is one. */
export function ownParty({ parties, userId }: Supervised): Party | undefined {
  return present(parties).find((party) => party.userId === userId);
}

/** Listens, whispers to the agent, or is heard by all: each changes into the others. */
export async function supervise(on: Supervised, mode: SupervisionMode): Promise<Party> {
  const { context, call, parties, userId } = on;
  if (call.step !== 'connected') {
    throw new Conflict('not_in_call', 'There is no conversation to listen to yet.');
  }
  const own = ownParty(on);
  if (own && own.kind !== 'supervisor') {
    throw new Conflict('not_in_call', 'You are in this call yourself.');
  }
  if (own?.mode === mode) return own;
  const id = own?.id ?? newId();
  const as = { id, callId: call.id, kind: 'supervisor', userId, mode } as const;
  const others = parties.filter((party) => party.id !== id);
  const acceptedAt = context.now;
  requirePlaces(call, [...others, newParty(context, { ...as, acceptedAt })]);
  const party = own ? saveParty(context, own, { mode }) : addParty(context, { ...as, acceptedAt });
  await lines[call.provider].arrange(context, call, party);
  const what = own ? 'call.partyChanged' : 'call.partyInvited';
  const told = { partyId: id, kind: 'supervisor', userId, mode };
  // Who is listened to is not told: only those who are heard are.
  const hearers = mode === 'monitor' ? others.filter(({ kind }) => kind === 'supervisor') : others;
  await tell({ context, call, parties: [...hearers, party] }, what, told);
  return party;
}

/** The supervisor has the caller from now on; the agent wraps up. */
export async function takeOver(on: Supervised): Promise<Party> {
  const { context, call, parties } = on;
  const agent = present(parties).find(({ kind }) => kind === 'agent');
  if (!agent || call.step !== 'connected') {
    throw new Conflict('not_in_call', 'No agent has this caller.');
  }
  const own = ownParty(on) ?? (await supervise(on, 'monitor'));
  if (own.kind !== 'supervisor') throw new Conflict('not_in_call', 'This call is yours already.');
  const all = [...parties.filter(({ id }) => id !== own.id), own];
  await handOver({ context, call, parties: all, me: agent }, own, 'takenOver');
  await tell({ context, call, parties: all }, 'call.takenOver', {
    agentId: own.userId,
    from: agent.userId,
  });
  return own;
}

/** The supervisor listens no more. */
export async function stopSupervising(on: Supervised): Promise<void> {
  const own = ownParty(on);
  if (own?.kind !== 'supervisor') throw new Conflict('not_in_call', 'You are not listening.');
  await leave(on, own, 'hangUp');
}
