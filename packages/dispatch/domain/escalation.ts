import { EscalationLevel } from '../contract.ts';

/** Nobody who was rung has answered within this long: the next one is rung. */
export const RING_SECONDS = 60;
/** Everybody up to the top has been tried: rest so long, then ring the top again. */
export const REST_MINUTES = 15;

/** How soon to look again at an order that waits its turn with somebody who has answered. */
export const LISTENING_SECONDS = 20;
/** How long it may wait there before the next person is rung as well. */
const TURN_MINUTES = { danger: 3, other: 8 };

/** Whether an order may go on waiting for its turn on a call that is being answered. */
export function mayWaitForTurn(danger: boolean, waited: Temporal.Duration): boolean {
  return waited.total('minutes') < TURN_MINUTES[danger ? 'danger' : 'other'];
}

export const LEVELS = EscalationLevel.options;

export interface LadderPlace {
  readonly level: EscalationLevel;
  /** Who has been rung at this level. */
  readonly tried: readonly string[];
  /** A breach says: go up now, whoever is still to be tried here. */
  readonly raise: boolean;
}

export interface LadderStep {
  readonly level: EscalationLevel;
  readonly tried: readonly string[];
  /** The duty contact to ring; null when nobody is left to try and the ladder rests. */
  readonly ring: string | null;
  /** Levels entered on the way, lowest first. */
  readonly escalatedTo: readonly EscalationLevel[];
  /** Levels where nobody is on duty: an alarm, and never a reason to stop. */
  readonly missing: readonly EscalationLevel[];
}

/**
 * Whom to ring next: the next on the roster of this level, then the level above, up to the
 * commission that oversees them all (unit → section chief → bureau → RDEC). A level without anyone
 * on duty is passed at once. At the top everyone is tried again after a rest, because no order may
 * fall silent while it is unanswered.
 */
export function nextStep(
  place: LadderPlace,
  roster: Readonly<Record<EscalationLevel, readonly string[]>>,
): LadderStep {
  const escalatedTo: EscalationLevel[] = [];
  const missing: EscalationLevel[] = [];
  let { level } = place;
  let tried: readonly string[] = place.tried;
  const climb = (): boolean => {
    const above = LEVELS[LEVELS.indexOf(level) + 1];
    if (!above) return false;
    level = above;
    tried = [];
    escalatedTo.push(above);
    return true;
  };
  if (place.raise) climb();
  for (;;) {
    const ring = roster[level].find((contact) => !tried.includes(contact));
    if (ring) return { level, tried: [...tried, ring], ring, escalatedTo, missing };
    if (roster[level].length === 0) missing.push(level);
    if (!climb()) return { level, tried: [], ring: null, escalatedTo, missing };
  }
}
