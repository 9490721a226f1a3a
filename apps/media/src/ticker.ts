import { now } from './clock.ts';

const PERIOD_MS = 20;
/** Ticks made up for after a stall; older ones are let go, or the listener would hear a burst. */
const MOST_MADE_UP = 5;

/**
 * Calls `tick` every 20 ms. One for the whole process; each wait is counted from the first
 * tick, so that late timers do not add up and slow the music down.
 */
export function startTicker(tick: () => void): { stop(): void } {
  let due = now() + PERIOD_MS;
  let timer: NodeJS.Timeout;
  const run = () => {
    const late = Math.floor((now() - due) / PERIOD_MS);
    if (late > MOST_MADE_UP) due += (late - MOST_MADE_UP) * PERIOD_MS;
    while (due <= now()) {
      tick();
      due += PERIOD_MS;
    }
    timer = setTimeout(run, Math.max(0, due - now()));
  };
  timer = setTimeout(run, PERIOD_MS);
  return { stop: () => clearTimeout(timer) };
}
