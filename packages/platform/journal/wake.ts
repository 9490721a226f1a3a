/**
 * Bells inside one process. `committed` rings whenever a command has committed here; `sealed`
 * whenever new positions exist. Nothing depends on a bell: whoever listens also looks by itself
 * now and then, because other processes' bells are not heard here.
 */
export class Wake {
  #head = 0;
  readonly #onCommit = new Set<() => void>();
  readonly #onSealed = new Set<() => void>();

  committed(): void {
    for (const ring of this.#onCommit) ring();
  }

  /**
   * Positions up to `head` exist. Of one head several tell, its sealer and each connection that
   * listens: the first rings. Without a head nobody knows what was missed, and it rings anyway.
   */
  sealed(head?: number): void {
    if (head !== undefined && head <= this.#head) return;
    this.#head = Math.max(this.#head, head ?? 0);
    for (const ring of this.#onSealed) ring();
  }

  /** Calls `ring` after every commit in this process. Returns the way to stop. */
  onCommit(ring: () => void): () => void {
    this.#onCommit.add(ring);
    return () => this.#onCommit.delete(ring);
  }

  /** Calls `ring` when sealed positions may have grown. Returns the way to stop. */
  onSealed(ring: () => void): () => void {
    this.#onSealed.add(ring);
    return () => this.#onSealed.delete(ring);
  }
}
