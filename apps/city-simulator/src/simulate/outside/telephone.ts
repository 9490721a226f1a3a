import { z } from 'zod';
import { PhoneChoice, PhoneView } from '../../carrier/phone-api/contract.ts';
import type { Scheduler } from '../../carrier/scheduler.ts';
import { readEvents } from './read-events.ts';

const AGAIN_MS = 1_000;

/**
 * One telephone of /phone: what it shows comes by its stream, what is done to it goes by the same
 * requests as the page's.
 */
export class Telephone {
  readonly number: string;
  readonly #url: string;
  readonly #scheduler: Scheduler;
  readonly #watchers = new Set<() => void>();
  readonly #closed = new AbortController();
  #view: PhoneView | undefined;
  #choices: PhoneChoice[] = [];

  constructor(url: string, number: string, scheduler: Scheduler) {
    this.number = number;
    this.#url = `${url}/phone/api`;
    this.#scheduler = scheduler;
    void this.#follow();
  }

  /** What it shows; undefined until the first word of the stream. */
  get view(): PhoneView | undefined {
    return this.#view;
  }

  /** All telephones as the page's list shows them. */
  get choices(): readonly PhoneChoice[] {
    return this.#choices;
  }

  /** Whether `shows` came true within `ms`; false also when `signal` is aborted first. */
  until(shows: (view: PhoneView) => boolean, ms: number, signal: AbortSignal): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const look = () => {
      if (this.#view && shows(this.#view)) settle(true);
    };
    const giveUp = () => settle(false);
    const cancel = this.#scheduler.after(ms, giveUp);
    const settle = (answer: boolean) => {
      cancel();
      this.#watchers.delete(look);
      signal.removeEventListener('abort', giveUp);
      resolve(answer);
    };
    this.#watchers.add(look);
    signal.addEventListener('abort', giveUp);
    look();
    if (signal.aborted) giveUp();
    return promise;
  }

  /** Calls `changed` after each change of view or choices, until the returned function is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Dials 1999; the carrier's id of the call. @throws when the carrier refuses. */
  async dial(): Promise<string> {
    const view = await this.#send('POST', '/calls', { from: this.number, to: '1999' });
    if (!view.call) throw new Error('the telephone shows no call after dialling');
    return view.call.sid;
  }

  answer(sid: string): Promise<PhoneView> {
    return this.#send('POST', `/calls/${sid}/answer`);
  }

  press(sid: string, digits: string): Promise<PhoneView> {
    return this.#send('POST', `/calls/${sid}/keys`, { digits });
  }

  hangUp(sid: string): Promise<PhoneView> {
    return this.#send('DELETE', `/calls/${sid}`);
  }

  close(): void {
    this.#closed.abort();
    this.#watchers.clear();
  }

  async #send(method: string, path: string, body?: unknown): Promise<PhoneView> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(
        `${method} /phone/api${path.replace(/CA\w+/, ':sid')} answered ${response.status}`,
      );
    return PhoneView.parse(await response.json());
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closed;
    const url = `${this.#url}/stream?number=${encodeURIComponent(this.number)}`;
    while (!signal.aborted) {
      try {
        for await (const { event, data } of readEvents(url, signal)) {
          if (event === 'view') this.#view = PhoneView.parse(JSON.parse(data));
          if (event === 'choices') this.#choices = z.array(PhoneChoice).parse(JSON.parse(data));
          for (const watcher of [...this.#watchers]) watcher();
        }
      } catch {
        // Each event is whole, so a new stream misses nothing.
      }
      if (signal.aborted) return;
      await new Promise<void>((go) => this.#scheduler.after(AGAIN_MS, go));
    }
  }
}
