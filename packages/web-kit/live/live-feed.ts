import type { BoardMessage, LiveEvent } from './contract.ts';

export interface LiveListener {
  topics: readonly string[];
  onEvent?(event: LiveEvent): void;
  onBoard?(board: BoardMessage): void;
  /**
   * From now on no event of these topics is missed; what was fetched before may lack the latest.
   * Not called after a reconnection, where the server replays what was missed.
   */
  onCovered?(): void;
}

/**
 * What this page has seen of the journal, and who wants to hear of it. Events come by socket and
 * by polling, may repeat and may overlap; each is told once, and the last position is remembered.
 */
export class LiveFeed {
  #position: number | undefined;
  readonly #listeners = new Set<LiveListener>();
  /** Positions told of late, in the order they came. */
  readonly #told = new Set<number>();
  #covered: ReadonlySet<string> = new Set();

  /** The last position seen; undefined until the server has said where it stands. */
  get position(): number | undefined {
    return this.#position;
  }

  /** All topics anyone listens to, without repeats. */
  topics(): string[] {
    return [...new Set([...this.#listeners].flatMap((listener) => listener.topics))].sort();
  }

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server stands at `position` and there is nothing older to tell. */
  startAt(position: number): void {
    this.#position = Math.max(this.#position ?? 0, position);
  }

  /** The server now tells of `topics`: those who listen to a new one among them are told so. */
  cover(topics: readonly string[]): void {
    const fresh = topics.filter((topic) => !this.#covered.has(topic));
    this.#covered = new Set(topics);
    for (const listener of [...this.#listeners]) {
      if (listener.topics.some((topic) => fresh.includes(topic))) listener.onCovered?.();
    }
  }

  /** Tells an event to its listeners, unless it was told before. Returns whether it was new. */
  take(event: LiveEvent): boolean {
    const { position, topics } = event;
    if (this.#told.has(position)) return false;
    this.#told.add(position);
    if (this.#told.size > 2 * repeatWindow) this.#forgetOldest();
    this.#position = Math.max(this.#position ?? 0, position);
    for (const listener of [...this.#listeners]) {
      if (listener.topics.some((topic) => topics.includes(topic))) listener.onEvent?.(event);
    }
    return true;
  }

  /** Hands board figures to their listeners. */
  takeBoard(board: BoardMessage): void {
    for (const listener of [...this.#listeners]) {
      if (listener.topics.includes(board.topic)) listener.onBoard?.(board);
    }
  }

  /** The server cannot say what was missed: forget the past and begin at its position. */
  reset(position?: number): void {
    this.#told.clear();
    this.#covered = new Set();
    this.#position = position;
  }

  #forgetOldest(): void {
    let left = repeatWindow;
    for (const position of this.#told) {
      if (left-- <= 0) break;
      this.#told.delete(position);
    }
  }
}

/** So many events back an event may arrive once more, by the other way in. */
const repeatWindow = 2_000;
