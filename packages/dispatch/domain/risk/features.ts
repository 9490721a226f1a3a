import { TAIPEI } from '@1999/calendar';
import { fitLogistic, probability } from './logistic.ts';

/** What is known of an order at the moment it is issued or reopened, and nothing later. */
export interface IssueFacts {
  readonly startedAt: Temporal.Instant;
  readonly typeCode: string;
  /** Whose it was at that moment, wherever it went afterwards. */
  readonly agencyId: string;
  readonly districtCode: string;
  readonly danger: boolean;
  /** Nobody works on that date, by the working calendar. */
  readonly dayOff: boolean;
  /** Orders the agency had in hand just before. */
  readonly load: number;
}

/** What happened to one. */
export interface PastOrder extends IssueFacts {
  readonly dueAt: Temporal.Instant;
  readonly missed: boolean;
}

/** A fitted model as it is stored: what each term adds to the log-odds of missing. */
export interface Coefficients {
  readonly intercept: number;
  /** By term, such as `type:pothole` or `hour:2`; a term that is not here adds nothing. */
  readonly terms: Readonly<Record<string, number>>;
  /** Of the logarithm of the load, up to the greatest seen: what lies beyond, nobody knows. */
  readonly load: {
    readonly weight: number;
    readonly mean: number;
    readonly scale: number;
    readonly most: number;
  };
}

/** Orders in hand are counted up to here; more are a surge like any other. */
export const MOST_LOAD = 500;
/** A type, agency or district seen less often says nothing of its own. */
const LEAST_SEEN = 10;
/** As if each term had been seen a few times more without any effect. */
const PENALTY = 1;
const HOURS_A_BIN = 4;

/** Fits the model. @throws RangeError unless some were missed and some were not. */
export function fitRisk(history: readonly PastOrder[]): Coefficients {
  const seen = new Map<string, number>();
  for (const term of history.flatMap(termsOf)) seen.set(term, (seen.get(term) ?? 0) + 1);
  const terms = [...seen.keys()].filter((term) => (seen.get(term) ?? 0) >= LEAST_SEEN).sort();
  const columnOf = new Map(terms.map((term, index) => [term, index]));
  const most = history.reduce((sum, { load }) => Math.max(sum, Math.min(load, MOST_LOAD)), 0);
  const scaling = { ...scalingOf(history.map((order) => logLoad(order, most))), most };
  const observations = history.map((order) => {
    const columns = termsOf(order).flatMap((term) => columnOf.get(term) ?? []);
    return {
      columns: [...columns, terms.length],
      values: [...columns.map(() => 1), (logLoad(order, most) - scaling.mean) / scaling.scale],
      happened: order.missed,
    };
  });
  const { intercept, weights } = fitLogistic(observations, terms.length + 1, PENALTY);
  return {
    intercept,
    terms: Object.fromEntries(terms.map((term, index) => [term, weights[index] ?? 0])),
    load: { weight: weights[terms.length] ?? 0, ...scaling },
  };
}

/** The chance (0 to 1) that the order misses its clock. */
export function chanceOf({ intercept, terms, load }: Coefficients, order: IssueFacts): number {
  let logOdds = intercept + (load.weight * (logLoad(order, load.most) - load.mean)) / load.scale;
  for (const term of termsOf(order)) logOdds += terms[term] ?? 0;
  return probability(logOdds);
}

function termsOf(order: IssueFacts): string[] {
  const { hour } = order.startedAt.toZonedDateTimeISO(TAIPEI);
  return [
    `type:${order.typeCode}`,
    `agency:${order.agencyId}`,
    `district:${order.districtCode}`,
    `hour:${Math.floor(hour / HOURS_A_BIN) * HOURS_A_BIN}`,
    ...(order.danger ? ['danger'] : []),
    ...(order.dayOff ? ['dayOff'] : []),
  ];
}

const logLoad = ({ load }: IssueFacts, most: number) => Math.log1p(Math.min(load, most));

function scalingOf(values: readonly number[]): { mean: number; scale: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, scale: Math.sqrt(spread) || 1 };
}
