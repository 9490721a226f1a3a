/** What is known of (server's time − this page's monotonic time): it lies in [low, high], in ms. */
export interface OffsetBounds {
  low: number;
  high: number;
}

/**
 * Narrows `bounds` by one answer: its `Date` header (whole seconds, cut down) was written between
 * `sentAt` and `gotAt` on the monotonic clock. Answers at different phases of the second narrow
 * the bounds to tens of milliseconds. When they contradict each other a clock was stepped, and
 * the newest answer is believed alone.
 */
export function narrow(
  bounds: OffsetBounds | undefined,
  serverSecondMs: number,
  sentAt: number,
  gotAt: number,
): OffsetBounds {
  const seen = { low: serverSecondMs - gotAt, high: serverSecondMs + 1000 - sentAt };
  if (!bounds) return seen;
  const both = { low: Math.max(bounds.low, seen.low), high: Math.min(bounds.high, seen.high) };
  return both.low <= both.high ? both : seen;
}

/**
 * The server's time in the browser: a device with a wrong clock still shows right deadlines.
 * The only place in the web apps that reads a clock.
 */
export class WebClock {
  #bounds: OffsetBounds | undefined;

  /** Milliseconds of a clock that only goes forward, through sleep as well where the browser can. */
  monotonicMs(): number {
    return performance.timeOrigin + performance.now();
  }

  /** Learns from the `Date` header of an answer to a request sent at `sentAt` (monotonic). */
  observe(dateHeader: string | null, sentAt: number): void {
    const second = Date.parse(dateHeader ?? '');
    if (Number.isNaN(second)) return;
    this.#bounds = narrow(this.#bounds, second, sentAt, this.monotonicMs());
  }

  /** The server's time as milliseconds since 1970; the device's own until an answer has come. */
  nowMs(): number {
    const offset = this.#bounds ? (this.#bounds.low + this.#bounds.high) / 2 : 0;
    return this.monotonicMs() + offset;
  }

  /** The server's time. */
  now(): Temporal.Instant {
    return this.at(this.monotonicMs());
  }

  /** What the device's own clock says; only ever to be told beside the server's. */
  deviceNow(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Math.round(this.monotonicMs()));
  }

  /** The server's time at a moment of this page's monotonic clock. */
  at(monotonicMs: number): Temporal.Instant {
    const ago = this.monotonicMs() - monotonicMs;
    return Temporal.Instant.fromEpochMilliseconds(Math.round(this.nowMs() - ago));
  }
}

/** The clock of this page. */
export const webClock = new WebClock();
