import { Conflict, Invalid, newId } from '@1999/platform';
import { enqueueEntry } from '@1999/routing';
import type { ConsultTarget, LeftReason } from '../../contract/call-control.ts';
import { addParty } from '../../io/parties.ts';
import type { Party } from '../../io/tables.ts';
import { hold } from './hold.ts';
import { invite } from './outside.ts';
import { consultedIn, leave, type Part, requirePlaces, tell } from './part.ts';
import { handOver } from './transfer.ts';

/** A colleague is asked before all who wait but the dangers. */
const CONSULT_PRIORITY = 8;

/** Puts the caller on hold and asks a colleague, or somebody outside, aside. */
export async function startConsult(part: Part, target: ConsultTarget): Promise<void> {
  const { call, me } = part;
  if (consultedIn(part)) {
    throw new Conflict('consult_going_on', 'Somebody is being asked already.');
  }
  await hold(part, true);
  const party =
    'outside' in target
      ? await invite(part, target.outside, false)
      : await askColleague(part, target.agentId);
  await tell(part, 'call.consultStarted', { partyId: party.id, by: me.userId, callId: call.id });
  if (party.userId) {
    await tell({ ...part, parties: [...part.parties, party] }, 'call.partyInvited', {
      partyId: party.id,
      kind: 'consulted',
      userId: party.userId,
      by: me.userId,
    });
  }
}

async function askColleague({ context, call, me }: Part, agentId: string): Promise<Party> {
  if (agentId === me.userId) {
    throw new Invalid('own_call', 'This is your own call.', 'with.agentId');
  }
  const id = newId();
  await enqueueEntry.within(context, {
    channel: 'consult',
    refId: id,
    skills: [],
    language: call.language ?? 'zh',
    priority: CONSULT_PRIORITY,
    forAgent: agentId,
    onlyAgent: true,
  });
  return addParty(context, {
    id,
    callId: call.id,
    kind: 'consulted',
    userId: agentId,
    queueRef: id,
  });
}

/** @throws Conflict `no_consult`, `consult_not_answered`. */
function answered(part: Part): Party {
  const party = consultedIn(part);
  if (!party) throw new Conflict('no_consult', 'Nobody is being asked aside.');
  if (!party.acceptedAt && party.state !== 'joined') {
    throw new Conflict('consult_not_answered', 'They have not answered yet.');
  }
  return party;
}

/** The one who was asked has the caller from now on; the agent wraps up. */
export async function completeConsult(part: Part): Promise<void> {
  const party = answered(part);
  await hold(part, false);
  const call = { ...part.call, onHold: false, comforting: false };
  await tell(part, 'call.consultEnded', { partyId: party.id, outcome: 'handedOver' });
  await handOver({ ...part, call }, party, 'transferred');
}

/** The one who was asked is out again, and the caller with the agent. */
export async function cancelConsult(part: Part): Promise<void> {
  const party = consultedIn(part);
  if (!party) throw new Conflict('no_consult', 'Nobody is being asked aside.');
  await endConsult(part, party, 'cancelled');
  await hold({ ...part, parties: part.parties.filter(({ id }) => id !== party.id) }, false);
}

/** The one who was asked is out; the caller stays as they are. */
export async function endConsult(
  part: Pick<Part, 'context' | 'call' | 'parties'>,
  party: Party,
  reason: LeftReason,
): Promise<void> {
  await leave(part, party, reason);
  await tell(part, 'call.consultEnded', { partyId: party.id, outcome: reason });
}

/** Caller, agent and the one who was asked talk, all three. */
export async function joinConference(part: Part): Promise<void> {
  const party = answered(part);
  requirePlaces({ ...part.call, onHold: false, comforting: false }, part.parties);
  await hold(part, false);
  await tell(part, 'call.conferenceStarted', { partyId: party.id });
}
