import { session, webClock } from '@1999/web-kit';
import { dropEntry, loadOutbox, rewriteEntry, storeEntry, wipeDevice } from './device-store.ts';
import {
  afterTry,
  again,
  backOff,
  type ClosingGround,
  type Entry,
  nextToSend,
  type OfflineAction,
  waits,
  without,
} from './outbox.ts';
import { sendEntry } from './send-entry.ts';

/** What a person has just done. */
export interface Done {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly caseId: string;
  readonly action: OfflineAction;
  readonly text?: string;
  readonly ground?: ClosingGround;
  readonly photos?: readonly { key: string; name: string; blob: Blob }[];
}

/** Tells of an entry that the server has just received or refused. */
type SettledListener = (entry: Entry, kind: 'received' | 'noted' | 'refused') => void;

/**
 * This device's outbox: what was done is stored first, shown as waiting, and sent in order as soon
 * as the server can be reached, also after the app was closed. One tab sends at a time.
 */
export class OutboxBox {
  #entries: readonly Entry[] = [];
  #loaded: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  readonly #listeners = new Set<() => void>();
  readonly #settled = new Set<SettledListener>();
  readonly #tabs = new BroadcastChannel('1999.agency.outbox');

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onSettled(listener: SettledListener): () => void {
    this.#settled.add(listener);
    return () => this.#settled.delete(listener);
  }

  /** Reads the device and begins to send whenever there may be a network again. */
  start(): void {
    const kick = () => void this.kick();
    this.#tabs.addEventListener('message', () => void this.#reload());
    for (const sign of ['online', 'focus', 'pageshow']) addEventListener(sign, kick);
    document.addEventListener('visibilitychange', kick);
    session.subscribe(kick);
    session.onToken(kick);
    kick();
  }

  /** Stores what was done and sends it when it can. @throws when the device has no room for it. */
  async add(done: Done): Promise<void> {
    await this.#load();
    const { state } = session;
    if (!('user' in state) || waits(this.#entries, done.orderId, done.action)) return;
    const { photos = [], ...rest } = done;
    const entry: Entry = {
      ...rest,
      id: crypto.randomUUID(),
      seq: Math.max(0, ...this.#entries.map(({ seq }) => seq)) + 1,
      userId: state.user.id,
      // The device's own clock is meant here: it travels beside the server's receipt.
      deviceAt: webClock.deviceNow().toString(),
      photos: photos.map(({ key, name }) => ({ key, name })),
      state: 'waiting',
      tries: 0,
    };
    await storeEntry(entry, new Map(photos.map(({ key, blob }) => [key, blob])));
    void navigator.storage?.persist?.();
    this.#become([...this.#entries, entry]);
    this.#tabs.postMessage('changed');
    void this.kick();
  }

  /** The person lets an entry go. */
  async discard(id: string): Promise<void> {
    const entry = this.#entries.find((one) => one.id === id);
    if (entry) await dropEntry(entry);
    this.#become(without(this.#entries, id));
    this.#tabs.postMessage('changed');
    void this.kick();
  }

  /** The person wants a refused entry sent again. */
  async sendAgain(id: string): Promise<void> {
    this.#become(again(this.#entries, id));
    const entry = this.#entries.find((one) => one.id === id);
    if (entry) await rewriteEntry(entry);
    void this.kick();
  }

  /** Takes all that this device knows off it. */
  async wipe(): Promise<void> {
    await wipeDevice();
    this.#become([]);
    this.#tabs.postMessage('changed');
  }

  /** Sends what waits, now. */
  async kick(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#load();
    if (this.#running) return;
    this.#running = true;
    try {
      if (!navigator.locks) await this.#sendAll();
      else {
        await navigator.locks.request('1999.agency.outbox', { ifAvailable: true }, async (lock) => {
          if (lock) await this.#sendAll();
        });
      }
    } finally {
      this.#running = false;
    }
  }

  async #sendAll(): Promise<void> {
    await this.#reload();
    for (;;) {
      const { state } = session;
      if (state.status !== 'signedIn') return;
      const entry = nextToSend(this.#entries, state.user.id);
      if (!entry) return;
      const outcome = await sendEntry(entry);
      await this.#reload();
      this.#become(afterTry(this.#entries, entry.id, outcome));
      const after = this.#entries.find(({ id }) => id === entry.id);
      if (after) await rewriteEntry(after);
      else await dropEntry(entry);
      this.#tabs.postMessage('changed');
      if (outcome.kind === 'passing') {
        this.#timer = setTimeout(() => void this.kick(), backOff(entry.tries, Math.random()));
        return;
      }
      for (const listener of this.#settled) listener(entry, outcome.kind);
    }
  }

  #load(): Promise<void> {
    this.#loaded ??= this.#reload();
    return this.#loaded;
  }

  async #reload(): Promise<void> {
    this.#become(await loadOutbox());
  }

  #become(entries: readonly Entry[]): void {
    this.#entries = entries;
    for (const listener of this.#listeners) listener();
  }
}

/** The outbox of this device. */
export const outbox = new OutboxBox();
