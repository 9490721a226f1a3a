// How many calls one media process carries: node apps/media/bench/calls.ts [calls] [seconds]
// Each call is two browsers without a browser that speak and are recorded. Prints one JSON line.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTicker } from '../src/ticker.ts';
import { startMedia } from '../test/media-process.ts';
import { nodeBrowser } from '../test/node-browser.ts';

const [calls, seconds] = [Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 10)];
/** As many bytes as 20 ms of speech at 32 kbit/s; the first byte makes it Opus of 20 ms. */
const speech = Buffer.concat([Buffer.from([0xf8]), randomBytes(79)]);
const CLOCK_TICKS_PER_SECOND = 100;

const media = await startMedia({ MEDIA_MAX_CALLS: String(calls) });
const joins: number[] = [];
const people: Awaited<ReturnType<typeof nodeBrowser>>[] = [];
for (let call = 0; call < calls; call += 1) {
  const callId = randomUUID();
  const legs: [string, string] = [randomUUID(), randomUUID()];
  for (const legId of legs) {
    const browser = await nodeBrowser();
    const from = performance.now();
    const { body } = await media.offer(legId, { callId, kind: 'caller', sdp: browser.sdp });
    await browser.accept((body as { sdp: string }).sdp);
    joins.push(performance.now() - from);
    people.push(browser);
  }
  await media.command(callId, { type: 'bridge', legs });
  await media.command(callId, { type: 'record', recordingId: randomUUID(), legs });
}

const ticker = startTicker(() => {
  for (const person of people) person.speak(speech);
});
await sleep(1000);
const cpuBefore = cpuSeconds(media.child.pid);
const receivedBefore = people.reduce((sum, person) => sum + person.received(), 0);
const from = performance.now();
await sleep(seconds * 1000);
const took = (performance.now() - from) / 1000;
const received = people.reduce((sum, person) => sum + person.received(), 0) - receivedBefore;
const cpu = cpuSeconds(media.child.pid) - cpuBefore;
const { memoryMb } = await media.health();
ticker.stop();
joins.sort((a, b) => a - b);
const result = {
  calls,
  cpuPercent: Math.round((cpu / took) * 100),
  packetsArrivedPercent: Math.round((received / (people.length * 50 * took)) * 1000) / 10,
  memoryMb,
  joinMedianMs: Math.round(joins[Math.floor(joins.length / 2)] ?? 0),
};
console.info(JSON.stringify(result));
await media.stop();
process.exit(0);

/** Processor time a process has used, user and system, from /proc. */
function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
}
