import type { Room } from '../domain/room.ts';
import { present } from './parties.ts';
import type { Call, Party } from './tables.ts';

/** Whether the caller hears music or a prompt in place of the others. */
export function callerQuiet(call: Call): boolean {
  const talks = call.step === 'connected' || call.step === 'handedOver';
  return !talks || call.onHold || call.comforting;
}

/** Who is in the room out of the rows; those who ring are not yet. */
export function roomOf(call: Call, parties: readonly Party[]): Room {
  return {
    callerId: call.callerLegId,
    callerQuiet: callerQuiet(call),
    parties: present(parties).filter(
      ({ kind, acceptedAt, state }) =>
        acceptedAt !== null || (kind === 'outside' && state === 'joined'),
    ),
  };
}
