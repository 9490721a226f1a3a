/** The figures that the simulator keeps and the system is asked for. */
export interface Counts {
  readonly callsPlaced: number;
  readonly callsAnswered: number;
  readonly callsAbandoned: number;
  readonly casesOpened: number;
  readonly ordersIssued: number;
  readonly acknowledgedByApp: number;
  readonly acknowledgedByVoice: number;
  readonly ordersClosed: number;
  readonly surveysAnswered: number;
  /** Null without an answer; two decimals. */
  readonly surveyAverage: number | null;
}

/** One call as its caller remembers it. */
export interface CallEntry {
  hungUp: boolean;
  answered: boolean;
}

/**
 * What the simulated people did, written down by themselves as it happened and from what they were
 * answered, never from the system's own counts.
 */
export class Ledger {
  readonly #calls: CallEntry[] = [];
  readonly #byApp = new Set<string>();
  readonly #byVoice = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #scores: number[] = [];
  readonly #problems = new Map<string, number>();
  #answered = 0;
  #cases = 0;
  #orders = 0;

  /** A call was dialled. The caller notes in the entry how it went on. */
  callPlaced(): CallEntry {
    const entry = { hungUp: false, answered: false };
    this.#calls.push(entry);
    return entry;
  }

  /** An agent answered; `entry` is the caller's, when the caller is one of ours. */
  callAnswered(entry: CallEntry | undefined): void {
    this.#answered += 1;
    if (entry) entry.answered = true;
  }

  caseOpened(): void {
    this.#cases += 1;
  }

  orderIssued(): void {
    this.#orders += 1;
  }

  /** An order counts once for each way, however often it was acknowledged by it. */
  orderAcknowledged(orderId: string, via: 'app' | 'voice'): void {
    (via === 'app' ? this.#byApp : this.#byVoice).add(orderId);
  }

  orderClosed(orderId: string): void {
    this.#closed.add(orderId);
  }

  surveyAnswered(score: number): void {
    this.#scores.push(score);
  }

  /** Something did not go as it should. The same words are counted together. */
  problem(words: string): void {
    this.#problems.set(words, (this.#problems.get(words) ?? 0) + 1);
  }

  get problems(): ReadonlyMap<string, number> {
    return this.#problems;
  }

  counts(): Counts {
    return {
      callsPlaced: this.#calls.length,
      callsAnswered: this.#answered,
      callsAbandoned: this.#calls.filter(({ hungUp, answered }) => hungUp && !answered).length,
      casesOpened: this.#cases,
      ordersIssued: this.#orders,
      acknowledgedByApp: this.#byApp.size,
      acknowledgedByVoice: this.#byVoice.size,
      ordersClosed: this.#closed.size,
      surveysAnswered: this.#scores.length,
      surveyAverage: average(this.#scores),
    };
  }
}

/** The mean to two decimals; null of nothing. */
export function average(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round((sum / values.length) * 100) / 100;
}
