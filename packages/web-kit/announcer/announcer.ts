export type Politeness = 'polite' | 'assertive';

export interface Announcement {
  text: string;
  politeness: Politeness;
  /** Monotonic milliseconds. */
  at: number;
}

export interface SayOptions {
  /** `assertive` interrupts what is being read: for calls and dangers only. */
  politeness?: Politeness;
  /** News of one subject: a newer message with the same key replaces one still waiting. */
  key?: string;
  /** Not worth saying any more after this long; 10 s unless told. */
  staleAfterMs?: number;
  /** Says it even if the same was said a moment ago. */
  evenIfRepeated?: boolean;
}

/** What the announcer needs of the world: a voice, a clock, a timer. */
export interface AnnouncerPorts {
  write(politeness: Politeness, text: string): void;
  nowMs(): number;
  /** Runs `run` after `ms`. */
  later(run: () => void, ms: number): void;
}

type Waiting = Announcement &
  Required<Pick<SayOptions, 'staleAfterMs' | 'evenIfRepeated'>> & {
    key: string | undefined;
  };

/** News gathers this long before it is said; each further message waits on, up to the most. */
const gatherMs: Record<Politeness, { quiet: number; most: number }> = {
  polite: { quiet: 1_000, most: 2_000 },
  assertive: { quiet: 150, most: 300 },
};
const repeatWithinMs = 10_000;
const logLength = 100;

/**
 * The one voice of a screen. It merges what comes close together, drops repeats and stale news,
 * and keeps a log to read back (UX: "For a blind agent").
 */
export class Announcer {
  readonly #ports: AnnouncerPorts;
  readonly #waiting: Record<Politeness, Waiting[]> = { polite: [], assertive: [] };
  readonly #lastAdded: Record<Politeness, number> = { polite: 0, assertive: 0 };
  readonly #listeners = new Set<() => void>();
  #log: readonly Announcement[] = [];
  #heldUntil = 0;

  constructor(ports: AnnouncerPorts) {
    this.#ports = ports;
  }

  /** Says `text` soon, together with whatever else is new. */
  say(text: string, options: SayOptions = {}): void {
    const politeness = options.politeness ?? 'polite';
    const queue = this.#waiting[politeness];
    const at = this.#ports.nowMs();
    const message: Waiting = {
      text,
      politeness,
      at,
      key: options.key,
      staleAfterMs: options.staleAfterMs ?? 10_000,
      evenIfRepeated: options.evenIfRepeated ?? false,
    };
    const older = options.key ? queue.findIndex((waiting) => waiting.key === options.key) : -1;
    if (older >= 0) queue[older] = message;
    else queue.push(message);
    this.#lastAdded[politeness] = at;
    if (queue.length === 1) this.#flushLater(politeness, at);
  }

  /** Keeps polite news back for `ms`, while the person is typing or listening to something. */
  holdBack(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#ports.nowMs() + ms);
  }

  /** Says the newest message again. */
  repeatLast(): void {
    const last = this.#log.at(-1);
    if (last) this.#ports.write('assertive', last.text);
  }

  /** What was said, oldest first. */
  get log(): readonly Announcement[] {
    return this.#log;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #flushLater(politeness: Politeness, firstAt: number): void {
    const { quiet, most } = gatherMs[politeness];
    const now = this.#ports.nowMs();
    const settled = Math.min(this.#lastAdded[politeness] + quiet, firstAt + most);
    const due = politeness === 'polite' ? Math.max(settled, this.#heldUntil) : settled;
    if (due <= now) this.#flush(politeness);
    else this.#ports.later(() => this.#flushLater(politeness, firstAt), due - now);
  }

  #flush(politeness: Politeness): void {
    const now = this.#ports.nowMs();
    const said: string[] = [];
    for (const message of this.#waiting[politeness].splice(0)) {
      const stale = now - message.at > message.staleAfterMs;
      const repeated =
        said.includes(message.text) ||
        (!message.evenIfRepeated &&
          this.#log.some((old) => old.text === message.text && now - old.at < repeatWithinMs));
      if (stale || repeated) continue;
      said.push(message.text);
      this.#log = [...this.#log, { text: message.text, politeness, at: now }].slice(-logLength);
    }
    if (said.length === 0) return;
    this.#ports.write(politeness, said.join('\n'));
    for (const listener of this.#listeners) listener();
  }
}
