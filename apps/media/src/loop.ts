import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The monitor is itself a timer, which comes this often: so much of each delay is its own. */
const RESOLUTION_MS = 2;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();

/**
 * How late (ms) this process came to what was due: the 99th percentile since this was last asked.
 * A packet that waits for 20 ms is heard as a gap.
 */
export function loopP99Ms(): number {
  const p99 = delays.percentile(99) / 1e6 - RESOLUTION_MS;
  delays.reset();
  return Math.max(0, Math.round(p99 * 100) / 100);
}
