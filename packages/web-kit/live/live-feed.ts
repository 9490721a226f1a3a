import type { BoardValues, LiveEvent } from './contract.ts';

export interface LiveListener {
  topics: readonly string[];
  onEvent?(event: LiveEvent): void;
  onBoard?(board: BoardValues): void;
}

/**
 * What this page has seen of the journal, and who wants to hear of it. Events come by socket and
 * by polling, may repeat and may overlap; each is told once, and the last position is remembered.
 */
export class LiveFeed {
  #position: number | undefined;
  readonly #listeners = new Set<LiveListener>();
  /** Events at or after the last position that were told, so that neighbours are not mistaken. */
  readonly #told = new Set<string>();

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

  /** Tells an event to its listeners, unless it was told before. Returns whether it was new. */
  take(event: LiveEvent): boolean {
    const key = `${event.position} ${event.subjectId} ${event.type}`;
    if (this.#told.has(key) || event.position < (this.#position ?? 0) - repeatWindow) return false;
    this.#told.add(key);
    if (this.#told.size > 2 * repeatWindow) this.#forgetOldest();
    this.#position = Math.max(this.#position ?? 0, event.position);
    const topics = event.topics ?? (event.topic ? [event.topic] : undefined);
    for (const listener of [...this.#listeners]) {
      const wanted = !topics || listener.topics.some((topic) => topics.includes(topic));
      if (wanted) listener.onEvent?.(event);
    }
    return true;
  }

  /** Hands board figures to their listeners. */
  takeBoard(board: BoardValues): void {
    for (const listener of [...this.#listeners]) {
      if (listener.topics.includes(board.scope)) listener.onBoard?.(board);
    }
  }

  /** The server cannot say what was missed: forget the past and begin at its position. */
  reset(position?: number): void {
    this.#told.clear();
    this.#position = position;
  }

  #forgetOldest(): void {
    let left = repeatWindow;
    for (const key of this.#told) {
      if (left-- <= 0) break;
      this.#told.delete(key);
    }
  }
}

/** So many events back an event may still arrive late, by the other way in. */
const repeatWindow = 2_000;
