import type { JournalEvent } from '../contract.ts';
import type { App } from '../module/app.ts';
import type { LiveValue } from '../module/module.ts';
import { describeFailure } from '../reactions/describe-failure.ts';

/** At most four times a second, however much happens. */
const LEAST_MS = 250;

/** What a board's `board` message carries. No personal data: everybody of a scope gets the same. */
export interface BoardMessage {
  readonly topic: string;
  readonly values: unknown;
  readonly at: string;
}

/**
 * Computes the values of boards once for this process, while anybody watches: after an event that
 * may have changed them, and whenever their time has passed. `emit` sends to a topic's watchers.
 */
export class Boards {
  readonly #boards: readonly Board[];

  constructor(
    app: App,
    values: readonly LiveValue[],
    watched: (topic: string) => boolean,
    emit: (message: BoardMessage) => void | Promise<void>,
  ) {
    this.#boards = values.map((value) => new Board(app, value, watched, emit));
  }

  /** Marks what these events may have changed. */
  take(events: readonly JournalEvent[]): void {
    for (const board of this.#boards) {
      if (events.some((event) => concerns(board.value, event.type))) board.soon();
    }
  }

  /** Somebody new watches `topic`: the last values if they are fresh, and new ones soon. */
  watch(topic: string): BoardMessage | null {
    const board = this.#boards.find((one) => one.value.topic === topic);
    board?.soon();
    return board?.last ?? null;
  }

  stop(): void {
    for (const board of this.#boards) board.stop();
  }
}

class Board {
  readonly value: LiveValue;
  last: BoardMessage | null = null;
  readonly #app: App;
  readonly #watched: (topic: string) => boolean;
  readonly #emit: (message: BoardMessage) => void | Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #computedMs = Number.NEGATIVE_INFINITY;
  #computing = false;
  #stopped = false;

  constructor(
    app: App,
    value: LiveValue,
    watched: (topic: string) => boolean,
    emit: (message: BoardMessage) => void | Promise<void>,
  ) {
    this.#app = app;
    this.value = value;
    this.#watched = watched;
    this.#emit = emit;
  }

  /** Computes as soon as the pace allows. */
  soon(): void {
    this.#within(0);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #within(ms: number): void {
    const due = Math.max(performance.now() + ms, this.#computedMs + LEAST_MS);
    if (this.#stopped || due >= this.#dueMs) return;
    this.#dueMs = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#compute(), Math.max(0, due - performance.now()));
  }

  async #compute(): Promise<void> {
    this.#dueMs = Number.POSITIVE_INFINITY;
    if (!this.#watched(this.value.topic)) {
      this.last = null;
      return;
    }
    if (this.#computing) return this.#within(LEAST_MS);
    this.#computing = true;
    this.#computedMs = performance.now();
    try {
      const at = this.#app.clock.now().toString();
      const values = await this.value.compute(this.#app);
      this.last = { topic: this.value.topic, values, at };
      await this.#emit(this.last);
    } catch (error) {
      const reason = describeFailure(error);
      this.#app.log.warn({ topic: this.value.topic, reason }, 'a board could not be computed');
    } finally {
      this.#computing = false;
      this.#within(this.value.everyMs);
    }
  }
}

function concerns(value: LiveValue, type: string): boolean {
  return value.on.some((name) =>
    name.endsWith('.*') ? type.startsWith(name.slice(0, -1)) : name === type,
  );
}
