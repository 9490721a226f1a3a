import {
  RISK_LEAST_OF_EACH,
  RISK_LEAST_ORDERS,
  type RiskBin,
  type RiskReason,
} from '../../contract.ts';
import { brier, calibrationOf, type Told } from './calibration.ts';
import { type Coefficients, chanceOf, fitRisk, type PastOrder } from './features.ts';

/** What came of one training. */
export interface Training {
  readonly rows: number;
  readonly misses: number;
  readonly historyFrom: Temporal.Instant | null;
  readonly historyTo: Temporal.Instant | null;
  readonly splitAt: Temporal.Instant | null;
  readonly brier: number | null;
  readonly baseBrier: number | null;
  readonly calibration: RiskBin[];
  /** Why it stays off; null when it is on. */
  readonly reason: Exclude<RiskReason, 'neverTrained'> | null;
  /** Only of a model that is on. */
  readonly coefficients: Coefficients | null;
}

const EARLIER_SHARE = 0.7;
/** The gain must be so many standard errors above nothing: about one in forty by luck alone. */
const BEYOND_LUCK = 2;

/**
 * Fits on the earlier 70 % of the orders, leaving out those whose outcome was not yet known then,
 * and checks the chances on the later 30 %. The model is on only when its Brier score there is
 * below that of the best single number, which is their own rate of misses, by more than luck
 * explains. What was checked is what is used: it is not fitted anew afterwards.
 */
export function train(history: readonly PastOrder[]): Training {
  const orders = history.toSorted((a, b) => Temporal.Instant.compare(a.startedAt, b.startedAt));
  const misses = orders.filter(({ missed }) => missed).length;
  const splitAt = orders[Math.floor(orders.length * EARLIER_SHARE)]?.startedAt ?? null;
  const known = {
    rows: orders.length,
    misses,
    historyFrom: orders.at(0)?.startedAt ?? null,
    historyTo: orders.at(-1)?.startedAt ?? null,
  };
  const off = (reason: Training['reason']): Training => ({
    ...known,
    splitAt: null,
    brier: null,
    baseBrier: null,
    calibration: [],
    reason,
    coefficients: null,
  });
  if (!splitAt || orders.length < RISK_LEAST_ORDERS) return off('tooFewOrders');
  const before = (at: Temporal.Instant) => Temporal.Instant.compare(at, splitAt) < 0;
  const earlier = orders.filter(({ startedAt, dueAt }) => before(startedAt) && before(dueAt));
  const later = orders.filter(({ startedAt }) => !before(startedAt));
  const earlierMisses = earlier.filter(({ missed }) => missed).length;
  const few = (all: number, early: number) =>
    all < RISK_LEAST_OF_EACH || early < RISK_LEAST_OF_EACH / 2;
  if (few(misses, earlierMisses)) return off('tooFewMisses');
  if (few(orders.length - misses, earlier.length - earlierMisses)) return off('tooFewMet');

  const coefficients = fitRisk(earlier);
  const told = later.map((order) => ({
    chance: chanceOf(coefficients, order),
    missed: order.missed,
  }));
  const rate = later.filter(({ missed }) => missed).length / later.length;
  const base = told.map(({ missed }) => ({ chance: rate, missed }));
  const scores = { brier: brier(told), baseBrier: brier(base) };
  const better = beats(told, base);
  return {
    ...known,
    ...scores,
    splitAt,
    calibration: calibrationOf(told),
    reason: better ? null : 'notBetter',
    coefficients: better ? coefficients : null,
  };
}

/** Whether the chances are closer to what happened than the base rate, order by order. */
function beats(told: readonly Told[], base: readonly Told[]): boolean {
  const gains = told.map((one, index) => brier(base.slice(index, index + 1)) - brier([one]));
  const gain = gains.reduce((sum, one) => sum + one, 0) / gains.length;
  const spread = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (gains.length - 1);
  return gain > 0 && gain > BEYOND_LUCK * Math.sqrt(spread / gains.length);
}
