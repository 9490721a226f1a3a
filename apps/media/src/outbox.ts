import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { MEDIA_SECRET_HEADER, type MediaEvent } from '@1999/telephony/contract/media';

const MOST_WAITING = 10_000;
const BATCH = 100;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * Brings events to the hotline: in order, again and again until it answers 2xx. When it is away
 * too long the oldest are given up, which shows as a hole in their call's numbers. An event it
 * refuses for good (another 4xx) is given up too, alone, so that it does not hold the rest.
 */
export class Outbox {
  readonly peerId = randomUUIDv7();
  readonly #url: string;
  readonly #secret: string;
  readonly #stopped = new AbortController();
  #waiting: MediaEvent[] = [];
  #sending: Promise<void> | null = null;
  #batch = BATCH;
  delivered = 0;
  dropped = 0;

  constructor(url: string, secret: string) {
    this.#url = url;
    this.#secret = secret;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  push(event: MediaEvent): void {
    this.#waiting.push(event);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.dropped += 1;
    }
    this.#wake();
  }

  /** Waits until everything is delivered, or gives up after `withinMs`. */
  async drain(withinMs: number): Promise<void> {
    const late = sleep(withinMs, undefined, { signal: this.#stopped.signal }).catch(() => {});
    await Promise.race([this.#sending ?? Promise.resolve(), late]);
    this.#stopped.abort();
  }

  #wake(): void {
    if (this.#sending || this.#stopped.signal.aborted) return;
    this.#sending = this.#send().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0) this.#wake();
    });
  }

  async #send(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    // One turn of the loop later, so that what happens at one moment travels together.
    await turn();
    while (this.#waiting.length > 0 && !this.#stopped.signal.aborted) {
      const events = this.#waiting.slice(0, this.#batch);
      const verdict = await this.#post(events);
      if (verdict === 'retry') {
        await sleep(pause, undefined, { signal: this.#stopped.signal }).catch(() => {});
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        continue;
      }
      pause = FIRST_PAUSE_MS;
      if (verdict === 'refused' && events.length > 1) {
        this.#batch = 1;
        continue;
      }
      this.#batch = BATCH;
      this.#remove(events, verdict === 'taken');
    }
  }

  #remove(events: MediaEvent[], delivered: boolean): void {
    const done = new Set(events.map(({ id }) => id));
    this.#waiting = this.#waiting.filter(({ id }) => !done.has(id));
    if (delivered) this.delivered += events.length;
    else this.dropped += events.length;
  }

  async #post(events: MediaEvent[]): Promise<'taken' | 'retry' | 'refused'> {
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [MEDIA_SECRET_HEADER]: this.#secret },
        body: JSON.stringify({ peerId: this.peerId, events }),
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await answer.body?.cancel();
      if (answer.ok) return 'taken';
      const wrongEvent = answer.status === 400 || answer.status === 422;
      return wrongEvent ? 'refused' : 'retry';
    } catch {
      return 'retry';
    }
  }
}
