import { allowed, comboOf, type KeyCombo } from './key-combo.ts';

export interface Shortcut {
  /** Stable name, by which a person's own key is remembered. */
  id: string;
  /** What it does, in the person's language. */
  label: string;
  combo: KeyCombo;
}

/** Where the person's own keys are kept: localStorage, or anything like it. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const ownKeys = '1999.keys.own';
const offKey = '1999.keys.off';

/** The shortcuts of what is on screen, each with its present key; the newest with a key wins. */
export class ShortcutRegistry {
  readonly #storage: KeyStorage;
  readonly #entries: { shortcut: Shortcut; run: () => void }[] = [];
  readonly #listeners = new Set<() => void>();
  #own: Record<string, KeyCombo>;
  #snapshot: readonly Shortcut[] = [];
  #paused = false;

  constructor(storage: KeyStorage) {
    this.#storage = storage;
    this.#own = JSON.parse(storage.getItem(ownKeys) ?? '{}') as Record<string, KeyCombo>;
  }

  /** Adds a shortcut; the returned function takes it away. */
  add(shortcut: Shortcut, run: () => void): () => void {
    const entry = { shortcut, run };
    this.#entries.push(entry);
    this.#changed();
    return () => {
      this.#entries.splice(this.#entries.indexOf(entry), 1);
      this.#changed();
    };
  }

  /** Runs what `event` asks for. Returns whether there was such a shortcut. */
  handle(event: KeyboardEvent): boolean {
    // While an input method composes, keys belong to it (229: browsers that say so only this way).
    if (this.#paused || !this.enabled || event.isComposing || event.keyCode === 229 || event.repeat)
      return false;
    const combo = comboOf(event);
    const entry = this.#entries.findLast(({ shortcut }) => this.comboOf(shortcut) === combo);
    if (!entry) return false;
    event.preventDefault();
    entry.run();
    return true;
  }

  /** While a person presses a new key for a shortcut, keys run nothing. */
  pause(paused: boolean): void {
    this.#paused = paused;
  }

  /** Does what the shortcut `id` does, for buttons and menus that offer the same. */
  run(id: string): void {
    this.#entries.findLast(({ shortcut }) => shortcut.id === id)?.run();
  }

  comboOf(shortcut: Shortcut): KeyCombo {
    return this.#own[shortcut.id] ?? shortcut.combo;
  }

  /** Gives `id` another key. Returns `refused` or the label of its present holder if it may not. */
  remap(id: string, combo: KeyCombo): { refused: true } | { taken: string } | undefined {
    if (!allowed(combo)) return { refused: true };
    const holder = this.#snapshot.find((other) => other.id !== id && other.combo === combo);
    if (holder) return { taken: holder.label };
    this.#own = { ...this.#own, [id]: combo };
    this.#storage.setItem(ownKeys, JSON.stringify(this.#own));
    this.#changed();
    return undefined;
  }

  /** Back to the keys the product comes with. */
  reset(): void {
    this.#own = {};
    this.#storage.removeItem(ownKeys);
    this.#changed();
  }

  get enabled(): boolean {
    return this.#storage.getItem(offKey) === null;
  }

  setEnabled(enabled: boolean): void {
    if (enabled) this.#storage.removeItem(offKey);
    else this.#storage.setItem(offKey, 'off');
    this.#changed();
  }

  /** What is on screen now, each with the key that works now. */
  list = (): readonly Shortcut[] => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #changed(): void {
    const byId = new Map(this.#entries.map(({ shortcut }) => [shortcut.id, shortcut]));
    this.#snapshot = [...byId.values()].map((shortcut) => ({
      ...shortcut,
      combo: this.comboOf(shortcut),
    }));
    for (const listener of this.#listeners) listener();
  }
}
