/** As many are answered together at the most. */
const MOST = 64;
/** How long (ms) a batch waits for those of the one before to ask again; less than a commit takes. */
const LINGER_MS = 4;

/**
 * Hands out what is asked for in batches: one at a time, and in it whatever came while the one
 * before was under way. Whoever asks alone waits for nobody.
 */
export class Gatherer<T> {
  readonly #answer: (batch: readonly T[]) => Promise<void>;
  #waiting: T[] = [];
  #isBusy = false;
  #enough: { readonly size: number; readonly go: () => void } | null = null;

  /** @param answer answers a batch; it must not throw */
  constructor(answer: (batch: readonly T[]) => Promise<void>) {
    this.#answer = answer;
  }

  ask(request: T): void {
    this.#waiting.push(request);
    if (!this.#isBusy) void this.#work();
    else if (this.#enough && this.#waiting.length >= this.#enough.size) this.#enough.go();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let size = 1; ; ) {
      // Those who were answered together tend to ask again together.
      if (size > 1) await this.#untilWaiting(size);
      if (this.#waiting.length === 0) break;
      const batch = this.#waiting.splice(0, MOST);
      await this.#answer(batch);
      if (batch.length === 1 && this.#waiting.length === 0) break;
      size = batch.length + this.#waiting.length;
    }
    this.#isBusy = false;
  }

  async #untilWaiting(size: number): Promise<void> {
    if (this.#waiting.length >= size) return;
    await new Promise<void>((go) => {
      const timer = setTimeout(go, LINGER_MS);
      this.#enough = {
        size,
        go: () => {
          clearTimeout(timer);
          go();
        },
      };
    });
    this.#enough = null;
  }
}
