import { readFile } from 'node:fs/promises';
import { District, MatterType } from '@1999/cases/contract';
import { DemoAnswer } from '@1999/directory/contract';
import { z } from 'zod';
import { agencysDuty } from './city/agency.ts';
import { dutyPhones } from './city/duty-phones.ts';
import { liveCity, waitUnless } from './city/live-city.ts';
import { replay } from './city/replay.ts';
import { isAnotherDay, readBoard, systemCounts } from './city/system-counts.ts';
import { World } from './city/world.ts';
import { readCsv } from './domain/csv.ts';
import { type DispatchRecord, readRecords } from './domain/dispatch-record.ts';
import { seededRandom } from './domain/random.ts';
import { type Line, reconcile } from './domain/reconcile.ts';
import type { Options } from './options.ts';
import { Api } from './outside/api.ts';

/** A simulation that cannot begin; the message is for the terminal. */
export class CannotSimulate extends Error {}

const GO_HOME_MS = 15_000;
/** How long the system gets to work off what is under way before the figures must be equal. */
const SETTLE_MS = 20_000;
const PROGRESS_MS = 10_000;

export interface Outcome {
  readonly lines: readonly Line[];
  /** The board began a new day meanwhile: its counts say nothing of this run. */
  readonly anotherDay: boolean;
}

/**
 * Fills the running demo city with people until `stop` is aborted (or the time or the records are
 * over), lets them finish for a bounded time, and compares their ledger with the system's counts.
 * @throws CannotSimulate when there is no demo city at the address, or the file is not to be read.
 */
export async function simulate(
  options: Options,
  seed: number,
  stop: AbortController,
  say: (words: string) => void,
): Promise<Outcome> {
  const records = options.dispatch ? await readFileOfRecords(options.dispatch) : null;
  const world = await openWorld(options.url, seed);
  const supervisor = await new Api(world.url, world.scheduler).signIn('supervisor1');
  const before = await readBoard(supervisor);
  if (options.seconds) world.scheduler.after(options.seconds * 1000, () => stop.abort());
  for (const { username, role } of await demoAccounts(world)) {
    if (role === 'agency') world.runBeside(agencysDuty(world, username));
  }
  world.runBeside(dutyPhones(world));
  world.runBeside(progress(world, say));

  if (records) await replayRecords(world, records, options, stop.signal, say);
  else {
    const { 'calls-per-minute': callsPerMinute, agents } = options;
    await liveCity(world, { callsPerMinute, agents }, stop.signal);
  }
  say(`收尾，至多${options['drain-seconds']}秒 letting everybody finish, at most that long …`);
  await drain(world, options['drain-seconds'] * 1000);
  await world.goHome(GO_HOME_MS);
  const lines = await compare(world, supervisor, before);
  const anotherDay = isAnotherDay(before, await readBoard(supervisor));
  supervisor.close();
  for (const [words, count] of world.ledger.problems) say(`! ${count} × ${words}`);
  return { lines, anotherDay };
}

async function readFileOfRecords(file: string): Promise<DispatchRecord[]> {
  try {
    const records = readRecords(readCsv(await readFile(file, 'utf8')));
    if (records.length > 0) return records;
    throw new RangeError('it holds no records');
  } catch (error) {
    throw new CannotSimulate(`${file}: ${(error as Error).message}`);
  }
}

async function openWorld(url: string, seed: number): Promise<World> {
  const random = seededRandom(seed);
  const world = new World(url, random, { types: [], districts: [] });
  const api = new Api(url, world.scheduler);
  try {
    const { demo } = await api.get('/api/demo', DemoAnswer);
    if (!demo) throw new CannotSimulate(`${url} is no demo city; the simulator leaves it alone.`);
    const [types, districts] = await Promise.all([
      api.get('/api/matter-types', z.array(MatterType)),
      api.get('/api/districts', z.array(District)),
    ]);
    return new World(url, random, { types, districts });
  } catch (error) {
    if (error instanceof CannotSimulate) throw error;
    throw new CannotSimulate(
      `${url} 沒有回應。先執行 npm start。No demo city answers there; run npm start first. ` +
        `(${(error as Error).message})`,
    );
  }
}

async function demoAccounts(world: World): Promise<DemoAnswer['accounts']> {
  return (await new Api(world.url, world.scheduler).get('/api/demo', DemoAnswer)).accounts;
}

async function replayRecords(
  world: World,
  records: readonly DispatchRecord[],
  { speed, agents }: Options,
  stop: AbortSignal,
  say: (words: string) => void,
): Promise<void> {
  const { replayed, unusual, latestMs } = await replay(world, records, { speed, agents }, stop);
  for (const [item, { typeCode, count }] of unusual) {
    say(`${count} × ${item} → ${typeCode ?? '略過 skipped'}`);
  }
  say(
    `重播 replayed ${replayed}/${records.length}，最遲晚了 latest ${(latestMs / 1000).toFixed(1)} s`,
  );
}

/** Waits until nobody has anything left to finish, at most `ms`. */
async function drain(world: World, ms: number): Promise<void> {
  const end = world.scheduler.now() + ms;
  let quiet = 0;
  while (quiet < 3 && world.scheduler.now() < end) {
    await world.pause(1_000);
    quiet = world.active === 0 ? quiet + 1 : 0;
  }
}

/** The comparison, asked again while the system still works off what has just happened. */
async function compare(
  world: World,
  supervisor: Api,
  before: Parameters<typeof systemCounts>[2],
): Promise<Line[]> {
  const end = world.scheduler.now() + SETTLE_MS;
  const never = new AbortController().signal;
  for (;;) {
    const theirs = await systemCounts(world, supervisor, before);
    const lines = reconcile(world.ledger.counts(), theirs);
    if (lines.every((line) => line.equal) || world.scheduler.now() >= end) return lines;
    await waitUnless(world, 1_000, never);
  }
}

async function progress(world: World, say: (words: string) => void): Promise<void> {
  while (await world.pause(PROGRESS_MS)) {
    const now = world.ledger.counts();
    say(
      [
        `電話 calls ${now.callsPlaced}`,
        `接聽 answered ${now.callsAnswered}`,
        `立案 cases ${now.casesOpened}`,
        `派工 orders ${now.ordersIssued}`,
        `結案 closed ${now.ordersClosed}`,
        `滿意度 surveys ${now.surveysAnswered}`,
      ].join(' · '),
    );
  }
}
