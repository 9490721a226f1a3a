import { Conflict, Invalid } from '@1999/platform';
import { endConsult } from './consult.ts';
import { consultedIn, leave, type Part, partyNamed } from './part.ts';

type Room = Pick<Part, 'context' | 'call' | 'parties'>;

/** Takes a party out. The agent is not taken out but taken over, the caller's call is ended. */
export async function kick(room: Room, partyId: string): Promise<void> {
  const party = partyNamed(room, partyId);
  if (party.kind === 'agent') {
    throw new Invalid('agent_stays', 'Take the call over, or end it.', 'partyId');
  }
  if (party.id === consultedIn(room)?.id) return endConsult(room, party, 'kicked');
  await leave(room, party, 'kicked');
}

/** Leaves a call that goes on. @throws Conflict `nobody_left` for the agent whom it hangs on. */
export async function hangUp(part: Part): Promise<void> {
  const { me } = part;
  if (me.kind === 'agent') {
    throw new Conflict('nobody_left', 'Transfer the caller, or end the call.');
  }
  if (me.kind === 'consulted') return endConsult(part, me, 'hangUp');
  await leave(part, me, 'hangUp');
}
