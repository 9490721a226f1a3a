import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `what` holds, looking every 20 ms: for what other processes or timers bring about in
 * real time. @throws when it does not hold within `ms`.
 */
export async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const patience = performance.now() + ms;
  while (!(await what())) {
    if (performance.now() > patience) throw new Error(`it did not come true within ${ms} ms`);
    await pause(20);
  }
}
