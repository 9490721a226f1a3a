import type { Random } from './random.ts';

/** What an agency does with one order. Times in milliseconds. */
export interface AgencyPlan {
  /** By its app, by a key on the duty telephone, or not at all. */
  readonly acknowledges: 'app' | 'voice' | 'never';
  readonly acknowledgeAfterMs: number;
  /** Once acknowledged: whether it gets done while anybody watches. */
  readonly works: boolean;
  readonly arrives: boolean;
  readonly arriveAfterMs: number;
  readonly handsOff: boolean;
  readonly reportAfterMs: number;
  readonly photo: boolean;
  readonly closeAfterMs: number;
}

/** An order left to the telephone that nobody took there is taken in the app after this long. */
export const VOICE_PATIENCE_MS = 120_000;

/** Draws what becomes of one order. */
export function drawAgencyPlan(random: Random, danger: boolean): AgencyPlan {
  const way = random.next();
  const handsOff = danger && random.chance(0.05);
  return {
    acknowledges: way < 0.55 ? 'app' : way < 0.88 ? 'voice' : 'never',
    acknowledgeAfterMs: random.between(2_000, 20_000),
    works: random.chance(0.88),
    arrives: random.chance(0.8),
    arriveAfterMs: random.between(4_000, 20_000),
    handsOff,
    reportAfterMs: random.between(5_000, 30_000),
    // A danger closes on evidence only: a photo, or that it was handed over (invariant I9).
    photo: danger ? !handsOff : random.chance(0.6),
    closeAfterMs: random.between(2_000, 12_000),
  };
}

/** The ground on which the agency closes an order it worked as planned. */
export function closingGround(plan: AgencyPlan): 'handOff' | 'photo' | 'report' {
  if (plan.handsOff) return 'handOff';
  return plan.photo ? 'photo' : 'report';
}

/** What the person at a duty telephone knows of the order that was spoken. */
export interface SpokenOrder {
  readonly plan: AgencyPlan;
  readonly acknowledged: boolean;
  readonly done: boolean;
}

/**
 * What a duty officer who picked up does: 1 to take the order on, 1 to say "told" of an overdue
 * one that was taken on before, or hanging up without a key. Orders nobody planned for, from an
 * earlier run, are said to be heard, so that the city falls quiet.
 */
export function dutyAnswer(
  order: SpokenOrder | undefined,
  overdue: boolean,
): 'takesOn' | 'told' | 'hangsUp' {
  if (!order) return 'told';
  if (order.done || order.plan.acknowledges === 'never') return 'hangsUp';
  if (overdue) return order.acknowledged ? 'told' : 'hangsUp';
  return 'takesOn';
}
