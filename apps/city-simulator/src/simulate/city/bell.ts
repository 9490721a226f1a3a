import type { World } from './world.ts';

/** Wakes one waiting person; a ring while nobody waits is heard at the next wait. */
export class Bell {
  readonly #world: World;
  #wake = () => {};
  #missed = false;

  constructor(world: World) {
    this.#world = world;
  }

  ring(): void {
    this.#missed = true;
    this.#wake();
  }

  /** Waits for a ring, at most `ms` or until everybody goes home. */
  async rung(ms: number): Promise<void> {
    if (!this.#missed) {
      const ring = new Promise<void>((wake) => {
        this.#wake = wake;
      });
      await Promise.race([ring, this.#world.pause(ms)]);
    }
    this.#missed = false;
  }
}
