/** Work about one thing is done in the order it came in; about different things, side by side. */
export class InOrder {
  readonly #last = new Map<string, Promise<void>>();

  /** `work` must not throw. */
  add(about: string, work: () => Promise<void>): void {
    const before = this.#last.get(about) ?? Promise.resolve();
    const done = before.then(work);
    this.#last.set(about, done);
    void done.finally(() => {
      if (this.#last.get(about) === done) this.#last.delete(about);
    });
  }

  /** When all that was added is done. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }
}
