import { drawCitizen } from '../domain/citizen-plan.ts';
import { nextArrivalMs } from '../domain/random.ts';
import { agentsShift } from './agent.ts';
import { livingCitizen } from './citizen.ts';
import type { World } from './world.ts';

/** Numbers end differently while they are in use, because an agent sees only the last three. */
const NUMBERS = 1_000;
const AGENT_START_MS = 250;

/**
 * Citizens who call as they come, on average `callsPerMinute`, and agents who answer, until `stop`
 * is aborted.
 */
export async function liveCity(
  world: World,
  { callsPerMinute, agents }: { callsPerMinute: number; agents: number },
  stop: AbortSignal,
): Promise<void> {
  for (let nth = 1; nth <= agents; nth += 1) {
    world.runBeside(agentsShift(world, nth));
    await world.pause(AGENT_START_MS);
  }
  const arrivals = world.random.of('arrivals');
  const block = Math.floor(world.random.of('numbers').between(100, 1_000));
  for (let nth = 0; ; nth += 1) {
    if (!(await waitUnless(world, nextArrivalMs(arrivals, callsPerMinute), stop))) return;
    const plan = drawCitizen(world.random.of(`citizen ${nth}`), world.reference);
    const suffix = String(nth % NUMBERS).padStart(3, '0');
    // A call in every thousand still holds its number: that citizen finds the line engaged.
    if (world.callers.has(suffix)) continue;
    world.track(livingCitizen(world, `+886955${block}${suffix}`, plan));
  }
}

/** Waits `ms`; false as soon as `stop` is aborted. */
export function waitUnless(world: World, ms: number, stop: AbortSignal): Promise<boolean> {
  if (stop.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const onStop = () => {
      cancel();
      resolve(false);
    };
    const cancel = world.scheduler.after(ms, () => {
      stop.removeEventListener('abort', onStop);
      resolve(true);
    });
    stop.addEventListener('abort', onStop, { once: true });
  });
}
