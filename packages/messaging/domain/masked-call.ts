import type { MaskedCallEnd, MaskedCallState } from '../contract.ts';

/** A masked call that was not heard of for so long after it was asked for or placed is lost. */
export const RINGS_FOR = { seconds: 75 } as const;
/** The person who asked hears the question twice and decides. */
export const DECIDES_FOR = { minutes: 1 } as const;
/** How long the citizen's telephone rings, and the carrier takes to tell. */
export const CONNECTS_FOR = { seconds: 75 } as const;
/** How long the two may talk. */
export const TALKS_FOR_MINUTES = 30;
/** After that the line is gone whatever the carrier has told. */
export const TALKS_AT_MOST = { minutes: TALKS_FOR_MINUTES + 2 } as const;

/** The moments a masked call is known by. */
export interface MaskedMoments {
  readonly placedAt: unknown;
  readonly answeredAt: unknown;
  readonly connectingAt: unknown;
  readonly talkingAt: unknown;
  readonly endedAt: unknown;
}

/** Where a masked call stands: the latest of its moments says. */
export function maskedCallState(call: MaskedMoments): MaskedCallState {
  if (call.endedAt) return 'ended';
  if (call.talkingAt) return 'talking';
  if (call.connectingAt) return 'connecting';
  if (call.answeredAt) return 'answered';
  return call.placedAt ? 'ringing' : 'asked';
}

/** How the leg of the person who asked came to its end, as carriers name it. */
export type CallerLegEnd = 'completed' | 'no-answer' | 'busy' | 'failed' | 'canceled';

/** What the end of the first leg means for the whole call. */
export function endOfCallerLeg(state: MaskedCallState, leg: CallerLegEnd): MaskedCallEnd {
  if (state === 'talking') return 'talked';
  if (state === 'connecting') return 'hungUp';
  if (state === 'answered' || leg === 'completed') return 'noKey';
  if (leg === 'busy') return 'callerBusy';
  return leg === 'failed' ? 'callerUnreachable' : 'callerNoAnswer';
}

/** How ringing the citizen came out, as carriers name it. */
export type CitizenLegEnd = CallerLegEnd | 'answered';

/** What the outcome of ringing the citizen means; `bridged` when the carrier says they talked. */
export function endOfCitizenLeg(
  state: MaskedCallState,
  leg: CitizenLegEnd,
  bridged: boolean,
): MaskedCallEnd {
  if (state === 'talking' || bridged) return 'talked';
  if (leg === 'busy') return 'citizenBusy';
  if (leg === 'failed') return 'citizenUnreachable';
  return leg === 'no-answer' ? 'citizenNoAnswer' : 'hungUp';
}
