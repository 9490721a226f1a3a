import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startMedia } from '../../apps/media/test/media-process.ts';
import { type Bench, pause } from './bench.ts';
import type { Measured } from './figures.ts';
import { MediaCallers, shortCall } from './media-callers.ts';
import { processorMs } from './processor-time.ts';

/** What one process must carry: no packet lost, and nothing later than this in 99 of 100 cases. */
const BAR = { calls: 60, loopP99Ms: 10 };
const STEPS = [10, 20, 30, 40, 50, 60, 70, 80, 100, 120];
const SHORT_STEP_MS = 3_000;
const FULL_STEP_MS = 10_000;
/** For what is under way when everybody falls silent. */
const STRAGGLERS_MS = 500;
const SHORT_JOINS = 100;
const FULL_JOINS = 2_000;
const JOINING_AT_ONCE = 4;
const RESOLUTION_MS = 2;
const MAX_CALLS = { MEDIA_MAX_CALLS: '200' };

type Media = Awaited<ReturnType<typeof startMedia>>;

interface Step {
  readonly calls: number;
  readonly lost: number;
  readonly loopP99Ms: number;
  readonly callersP99Ms: number;
  readonly cpuPercent: number;
  readonly callersCpuPercent: number;
}

/**
 * Recorded web calls that one media process carries: more and more of them, everybody talking,
 * until packets are lost or its loop comes late; the callers are another process, whose own loop
 * and processor time are the reference. Then what its memory does while people join and leave,
 * 100 of them, with `--full` 2,000.
 */
export const media: Bench = {
  withinSeconds: 240,
  fullWithinSeconds: 1_500,
  measure: async (signal, full) => {
    const { held, broken } = await withMedia(signal, (peer) =>
      ramp(peer, full ? FULL_STEP_MS : SHORT_STEP_MS, signal),
    );
    const joins = full ? FULL_JOINS : SHORT_JOINS;
    const soak = await withMedia(signal, (peer) => joinAndLeave(peer, joins, signal));
    if (!held) throw new Error(`not even ${broken?.calls} calls: ${described(broken)}`);
    const verdict = held.calls >= BAR.calls ? 'reached' : 'NOT reached';
    console.log(
      `  the bar of ${BAR.calls} calls is ${verdict}: ${held.calls}; ${described(broken)}`,
    );
    return [
      figure('media.calls', 'calls', held.calls, 'the bar', BAR.calls),
      figure('media.loop.p99', 'ms', held.loopP99Ms, "the callers' loop", held.callersP99Ms),
      figure('media.cpu', '%', held.cpuPercent, 'the callers', held.callersCpuPercent),
      figure(`media.memory.${joins}-joins`, 'MB', soak.end, 'before the first join', soak.start),
      figure('media.memory.middle', 'MB', soak.middle, 'before the first join', soak.start),
      figure('media.memory.slope', 'KB/join', soak.slope, 'of the first half', soak.firstSlope),
    ];
  },
};

async function withMedia<T>(signal: AbortSignal, work: (peer: Media) => Promise<T>): Promise<T> {
  const peer = await startMedia(MAX_CALLS);
  try {
    signal.throwIfAborted();
    return await work(peer);
  } finally {
    await peer.stop();
  }
}

/** The last step at which all held, and the first at which it did not; null when all did. */
async function ramp(peer: Media, stepMs: number, signal: AbortSignal) {
  const callers = new MediaCallers(peer);
  let held: Step | null = null;
  try {
    for (const calls of STEPS) {
      while (callers.calls < calls) {
        signal.throwIfAborted();
        await callers.addCall();
      }
      const step = await observe(peer, callers, stepMs);
      console.log(`  ${described(step)}`);
      if (step.lost > 0 || step.loopP99Ms > BAR.loopP99Ms) return { held, broken: step };
      held = step;
    }
    return { held, broken: null };
  } finally {
    await callers.close();
  }
}

/** Everybody talks for so long; then it is counted what of it was heard. */
async function observe(peer: Media, callers: MediaCallers, ms: number): Promise<Step> {
  callers.talk(false);
  await pause(STRAGGLERS_MS);
  const own = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const before = callers.packets;
  const spent = await processorMs(peer.child.pid ?? 0, 'alone');
  const ownSpent = process.cpuUsage();
  await peer.health();
  own.enable();
  callers.talk(true);
  await pause(ms);
  callers.talk(false);
  own.disable();
  const { loopP99Ms } = await peer.health();
  const cpuMs = (await processorMs(peer.child.pid ?? 0, 'alone')) - spent;
  const { user, system } = process.cpuUsage(ownSpent);
  await pause(STRAGGLERS_MS);
  const { sent, received } = callers.packets;
  callers.talk(true);
  return {
    calls: callers.calls,
    lost: sent - before.sent - (received - before.received),
    loopP99Ms,
    callersP99Ms: Math.max(0, own.percentile(99) / 1e6 - RESOLUTION_MS),
    cpuPercent: (cpuMs / ms) * 100,
    callersCpuPercent: ((user + system) / 1000 / ms) * 100,
  };
}

function described(step: Step | null): string {
  if (!step) return 'more were not tried';
  const { calls, lost, loopP99Ms, callersP99Ms, cpuPercent } = step;
  return `${calls} calls: ${lost} packets lost, loop p99 ${loopP99Ms.toFixed(1)} ms at ${cpuPercent.toFixed(0)} % of a core (the callers' loop ${callersP99Ms.toFixed(1)} ms)`;
}

/** Memory (MB resident) while people join and leave: at the start, in the middle, at the end. */
async function joinAndLeave(peer: Media, joins: number, signal: AbortSignal) {
  const calls = joins / 2;
  // What is loaded and allocated at the first call ever is no growth.
  for (let n = 0; n < JOINING_AT_ONCE; n++) await shortCall(peer);
  const memory = [(await peer.health()).memoryMb];
  const every = Math.max(JOINING_AT_ONCE, Math.round(calls / 20));
  for (let done = 0; done < calls; ) {
    let left = Math.min(every, calls - done);
    done += left;
    await Promise.all(
      Array.from({ length: JOINING_AT_ONCE }, async () => {
        while (left-- > 0 && !signal.aborted) await shortCall(peer);
      }),
    );
    signal.throwIfAborted();
    memory.push((await peer.health()).memoryMb);
  }
  const half = Math.floor(memory.length / 2);
  const perJoin = (part: readonly number[]) => (slopeOf(part) * 1024) / (every * 2);
  console.log(`  memory (MB) every ${every * 2} joins: ${memory.join(', ')}`);
  return {
    start: memory[0] ?? 0,
    middle: memory[half] ?? 0,
    end: memory.at(-1) ?? 0,
    firstSlope: perJoin(memory.slice(0, half + 1)),
    slope: perJoin(memory.slice(half)),
  };
}

/** The slope of the line of least squares through values that lie one step apart. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const top = values.reduce((sum, one, at) => sum + (at - middle) * (one - mean), 0);
  const bottom = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return bottom === 0 ? 0 : top / bottom;
}

function figure(
  name: string,
  unit: string,
  value: number,
  referenceName: string,
  reference: number,
): Measured {
  return { name, unit, values: [value], referenceName, references: [reference] };
}
