import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startMedia } from '../../apps/media/test/media-process.ts';
import { type Bench, pause } from './bench.ts';
import type { Measured } from './figures.ts';
import { MediaCallers, shortCall } from './media-callers.ts';
import { processorMs, waitedMs } from './processor-time.ts';

/** What one process must carry: no packet lost, and nothing later than this in 99 of 100 cases. */
const BAR = { calls: 60, loopP99Ms: 10 };
const STEPS = [10, 20, 30, 40, 50, 60, 80, 100, 120];
const SHORT_STEP_MS = 3_000;
const FULL_STEP_MS = 10_000;
/** Nothing more is under way once nothing has been heard for so long. */
const SILENCE_MS = 500;
const SILENT_WITHIN_MS = 5_000;
/** Whoever has not joined by then never will: the peer, or the machine, can take no more. */
const JOIN_WITHIN_MS = 15_000;
/** A loop so late as this carries no voice, whether or not the packets come in the end. */
const HOPELESS_MS = 200;
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
  /** How long the peer was ready to run and other programs had the processor. */
  readonly starvedPercent: number;
}

/**
 * Recorded web calls that one media process carries: more and more of them, everybody talking,
 * until packets are lost; the callers are another process, whose own loop and processor time are
 * the reference. How long the peer waited for a processor tells what of it is the machine's doing.
 * Then what its memory does while people join and leave, 100 of them, with `--full` 2,000.
 */
export const media: Bench = {
  withinSeconds: 240,
  fullWithinSeconds: 1_500,
  measure: async (signal, full) => {
    const steps = await withMedia(signal, (peer) =>
      ramp(peer, full ? FULL_STEP_MS : SHORT_STEP_MS, signal),
    );
    const joins = full ? FULL_JOINS : SHORT_JOINS;
    const soak = await withMedia(signal, (peer) => joinAndLeave(peer, joins, signal));
    const whole = steps.findLast(({ lost }) => lost === 0);
    if (!whole) throw new Error(`packets are lost at ${steps[0]?.calls} calls already`);
    const inTime = steps.findLast((step) => step.lost === 0 && step.loopP99Ms <= BAR.loopP99Ms);
    const calls = inTime?.calls ?? 0;
    console.log(
      `  the bar of ${BAR.calls} calls, no packet lost and loop p99 ≤ ${BAR.loopP99Ms} ms, is ${
        calls >= BAR.calls ? 'reached' : 'NOT reached'
      }: ${calls}; with no packet lost ${whole.calls}`,
    );
    return [
      figure('media.calls', 'calls', calls, 'the bar', BAR.calls),
      figure('media.calls.no-packet-lost', 'calls', whole.calls, 'the bar', BAR.calls),
      figure('media.loop.p99', 'ms', whole.loopP99Ms, "the callers' loop", whole.callersP99Ms),
      figure('media.cpu', '%', whole.cpuPercent, 'the callers', whole.callersCpuPercent),
      figure(`media.memory.${joins}-joins`, 'MB', soak.end, 'before the first join', soak.start),
      figure('media.memory.middle', 'MB', soak.middle, 'before the first join', soak.start),
      figure('media.memory.slope', 'KB/join', soak.slope, 'of the first half', soak.firstSlope),
    ];
  },
};

async function withMedia<T>(signal: AbortSignal, work: (peer: Media) => Promise<T>): Promise<T> {
  const peer = await startMedia(MAX_CALLS);
  try {
    return await within(work(peer), signal);
  } finally {
    await peer.stop();
  }
}

/** @throws the signal's reason as soon as it aborts. */
function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
  ]);
}

/** Steps of more and more calls, the last of which lost packets, or was the last there is. */
async function ramp(peer: Media, stepMs: number, signal: AbortSignal): Promise<Step[]> {
  const callers = await MediaCallers.begin(peer);
  const steps: Step[] = [];
  try {
    for (const calls of STEPS) {
      while (callers.calls < calls) {
        const late = AbortSignal.any([signal, AbortSignal.timeout(JOIN_WITHIN_MS)]);
        await within(callers.addCall(), late);
      }
      const step = await observe(peer, callers, stepMs);
      console.log(`  ${described(step)}`);
      steps.push(step);
      if (step.lost > 0 || step.loopP99Ms > HOPELESS_MS) break;
    }
    return steps;
  } catch (error) {
    if (signal.aborted || steps.length === 0) throw error;
    console.log(`  no more than ${callers.calls} calls could be begun within ${JOIN_WITHIN_MS} ms`);
    return steps;
  } finally {
    await callers.close();
  }
}

/** Everybody talks for so long; then it is counted what of it was heard. */
async function observe(peer: Media, callers: MediaCallers, ms: number): Promise<Step> {
  await silence(callers);
  const own = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const before = callers.packets;
  const pid = peer.child.pid ?? 0;
  const spent = await processorMs(pid, 'alone');
  const starved = await waitedMs(pid);
  const ownSpent = process.cpuUsage();
  await peer.health();
  own.enable();
  callers.talk(true);
  await pause(ms);
  callers.talk(false);
  own.disable();
  const { loopP99Ms } = await peer.health();
  const cpuMs = (await processorMs(pid, 'alone')) - spent;
  const starvedMs = (await waitedMs(pid)) - starved;
  const { user, system } = process.cpuUsage(ownSpent);
  await silence(callers);
  const { sent, received } = callers.packets;
  callers.talk(true);
  return {
    calls: callers.calls,
    lost: sent - before.sent - (received - before.received),
    loopP99Ms,
    callersP99Ms: Math.max(0, own.percentile(99) / 1e6 - RESOLUTION_MS),
    cpuPercent: (cpuMs / ms) * 100,
    callersCpuPercent: ((user + system) / 1000 / ms) * 100,
    starvedPercent: (starvedMs / ms) * 100,
  };
}

/** Everybody falls silent; resolves once all that was under way has been heard. */
async function silence(callers: MediaCallers): Promise<void> {
  callers.talk(false);
  const end = performance.now() + SILENT_WITHIN_MS;
  for (let heard = -1; heard !== callers.packets.received && performance.now() < end; ) {
    heard = callers.packets.received;
    await pause(SILENCE_MS);
  }
}

function described(step: Step): string {
  const { calls, lost, loopP99Ms, callersP99Ms, cpuPercent, starvedPercent } = step;
  return [
    `${calls} calls: ${lost} packets lost, loop p99 ${loopP99Ms.toFixed(1)} ms`,
    `${cpuPercent.toFixed(0)} % of a core`,
    `${starvedPercent.toFixed(0)} % of the time without one it wanted`,
    `the callers' loop p99 ${callersP99Ms.toFixed(1)} ms`,
  ].join(', ');
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
