import type { QueueForecast, Traffic } from '../erlang-c.ts';

/** A seeded source of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Plays a queue call by call: first come, first served, each with a patience of its own. It knows
 * nothing of the formulas it is held against.
 */
export function simulateQueue(
  traffic: Traffic,
  patienceSeconds: number,
  withinSeconds: number,
  calls: number,
  random: () => number,
): QueueForecast {
  const exponential = (mean: number) => -mean * Math.log(1 - random());
  const freeAt: number[] = Array.from({ length: traffic.agents }, () => 0);
  let now = 0;
  let waited = 0;
  let waitSum = 0;
  let inTime = 0;
  let gaveUp = 0;
  let busy = 0;
  for (let call = 0; call < calls; call += 1) {
    now += exponential(3600 / traffic.callsPerHour);
    let first = 0;
    for (let agent = 1; agent < freeAt.length; agent += 1) {
      if ((freeAt[agent] ?? 0) < (freeAt[first] ?? 0)) first = agent;
    }
    const wait = Math.max(0, (freeAt[first] ?? 0) - now);
    const patience = Number.isFinite(patienceSeconds)
      ? exponential(patienceSeconds)
      : Number.POSITIVE_INFINITY;
    if (wait > 0) waited += 1;
    waitSum += Math.min(wait, patience);
    if (wait > patience) {
      gaveUp += 1;
      continue;
    }
    if (wait <= withinSeconds) inTime += 1;
    const handling = exponential(traffic.handlingSeconds);
    freeAt[first] = now + wait + handling;
    busy += handling;
  }
  return {
    waitShare: waited / calls,
    meanWaitSeconds: waitSum / calls,
    answeredInTime: inTime / calls,
    abandonShare: gaveUp / calls,
    occupancy: busy / (now * traffic.agents),
  };
}
