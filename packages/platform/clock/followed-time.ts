/** A step of more than this between two readings is no drift. */
const STEP_LIMIT_MS = 2_000;
/** A stepped time that has held for so long is taken as the time; one that has gone is forgotten. */
const SUSPECT_MS = 60_000;
/** At which part of its speed the time runs while it is ahead of a time that was put back. */
const SLEW = 0.5;

/** The database's time, and this host's monotonic counter at the same moment; both ms. */
export interface Reading {
  readonly epochMs: number;
  readonly monotonicMs: number;
}

/**
 * The database's time carried on by the monotonic counter (invariant I12). Small differences are
 * followed. After a step of more than 2 s the time goes on as before and is suspect, until the new
 * time has held for a minute and is taken, or the old one is back and has held for a minute: so a
 * clock that jumps and returns changes nothing at all. It never goes back: when the time it follows
 * was put back, it runs at half speed until that has caught up, as time daemons do.
 */
export class FollowedTime {
  #base: Reading;
  /** How far this time was ahead of its base, and when it was. */
  #ahead = { ms: 0, since: 0 };
  /** The time since a step, and when it was first read. */
  #stepped: { base: Reading; since: number } | null = null;
  #suspectUntil = Number.NEGATIVE_INFINITY;

  constructor(first: Reading) {
    this.#base = first;
  }

  /** Milliseconds since the epoch, as trusted at this count of the monotonic counter. */
  at(monotonicMs: number): number {
    const left = this.#ahead.ms - (monotonicMs - this.#ahead.since) * SLEW;
    return expected(this.#base, monotonicMs) + Math.max(0, left);
  }

  suspect(monotonicMs: number): boolean {
    return this.#stepped !== null || monotonicMs < this.#suspectUntil;
  }

  /**
   * Takes a reading. Returns by how many ms the database's time has just stepped, 0 when it has
   * not: each step is told once.
   */
  read(reading: Reading): number {
    const { monotonicMs } = reading;
    const off = reading.epochMs - expected(this.#base, monotonicMs);
    if (Math.abs(off) <= STEP_LIMIT_MS) {
      this.#take(reading);
      // Back where it was: it must hold there for a while before it is trusted again.
      if (this.#stepped) this.#suspectUntil = monotonicMs + SUSPECT_MS;
      this.#stepped = null;
      return 0;
    }
    const again = this.#stepped;
    if (again && Math.abs(reading.epochMs - expected(again.base, monotonicMs)) <= STEP_LIMIT_MS) {
      if (monotonicMs - again.since < SUSPECT_MS) {
        this.#stepped = { base: reading, since: again.since };
        return 0;
      }
      this.#take(reading);
      this.#stepped = null;
      return 0;
    }
    this.#stepped = { base: reading, since: monotonicMs };
    return off;
  }

  #take(reading: Reading): void {
    const ms = Math.max(0, this.at(reading.monotonicMs) - reading.epochMs);
    this.#base = reading;
    this.#ahead = { ms, since: reading.monotonicMs };
  }
}

function expected(base: Reading, monotonicMs: number): number {
  return base.epochMs + monotonicMs - base.monotonicMs;
}
