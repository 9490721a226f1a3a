/**
 * What a loop waits on between two looks: a ring ends the wait at once, and a ring that comes
 * while nobody waits ends the next wait, so none is lost. Real time, also in a simulation: looks
 * between processes do not follow a virtual clock.
 */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring = (): void => {
    this.#rung = true;
    this.#wake?.();
  };

  /** Resolves at the next ring, after `ms` milliseconds, or when `signal` aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        this.#wake = null;
        this.#rung = false;
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (this.#rung || signal?.aborted) return done();
      this.#wake = done;
      signal?.addEventListener('abort', done, { once: true });
    });
  }
}
