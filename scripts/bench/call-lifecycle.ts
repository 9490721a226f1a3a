import postgres from 'postgres';
import { type Bench, eachRun, pause, rateOf } from './bench.ts';
import { type CallCentre, openCallCentre } from './call-centre.ts';
import { checkCalls } from './call-invariants.ts';
import type { Measured } from './figures.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';
import { type Cost, costOf } from './load.ts';

/** As many calls at once, and agents for them with some to spare. */
const CALLERS = 12;
const AGENTS = 20;
const RUN_MS = 8_000;
const WARM_UP_MS = 4_000;
const COMMIT_MS = 2_000;

/** What the whole city would need on its worst day, kept up for a minute. */
const BAR = { perSecond: 100, seconds: 60, agents: 500, handlingMs: 4_000 };
/** The rates that are tried one after another, up to the bar's. */
const RATES = [40, 60, 80, BAR.perSecond];
/** A rate is given up when calls of so many seconds more than are handled are under way. */
const BEHIND_SECONDS = 8;

/**
 * Whole calls a second, as many as go, with what each costs; beside the rate at which the same
 * server commits single rows, and what one of those costs. At the end no call may be lost, offered
 * twice or half done. `--full`: whether calls that come at the bar's rate are all carried for its
 * minute, each handled as long as the bar says.
 */
export const callLifecycle: Bench = {
  withinSeconds: 150,
  fullWithinSeconds: 600,
  measure: (signal, full) =>
    withHotline(signal, async (hotline) => {
      const references = await eachRun(() => bareCommits(hotline));
      const centre = await openCallCentre(hotline, full ? BAR.agents : AGENTS);
      const once = () => centre.lifecycle(0);
      await rateOf(CALLERS, WARM_UP_MS, once);
      const loads = await eachRun(() => costOf(hotline, () => rateOf(CALLERS, RUN_MS, once)));
      const row = (name: string, unit: string, pick: (cost: Cost) => number, what: string) => ({
        name: `call-lifecycle${name}`,
        unit,
        values: loads.map(pick),
        referenceName: what,
        references: references.map(pick),
      });
      const rows: Measured[] = [
        row('', '/s', (cost) => cost.perSecond, 'commits of one row each'),
        row('.commits', 'commits', (cost) => cost.commits, 'one such commit'),
        row('.cpu.app', 'ms', (cost) => cost.appMs, 'application meanwhile, by such a commit'),
        row('.cpu.database', 'ms', (cost) => cost.databaseMs, 'database, one such commit'),
        row('.cpu.load', 'ms', (cost) => cost.askingMs, 'client of one such commit'),
      ];
      console.log(`  ${await checkCalls(hotline.sql, centre.begun())}`);
      if (full) rows.push(await keptUp(hotline, centre));
      centre.close();
      sayWhetherReached(rows);
      return rows;
    }),
};

/** The highest of the rates that is carried, and no call the worse for it. */
async function keptUp(hotline: HotlineUnderTest, centre: CallCentre): Promise<Measured> {
  let best = 0;
  for (const rate of RATES) {
    let underWay = 0;
    const cost = await costOf(hotline, async () => {
      const tried = await callsAt(rate, centre);
      underWay = tried.underWay;
      return tried;
    });
    if (underWay > 0) {
      console.log(`  ${rate} a second were given up when ${underWay} calls were under way`);
      break;
    }
    const { commits, appMs, databaseMs, askingMs } = cost;
    const each = [appMs, databaseMs, askingMs].map((ms) => ms.toFixed(1)).join(' + ');
    console.log(
      `  ${rate} a second were carried, at ${commits.toFixed(1)} commits and ${each} ms:`,
    );
    console.log(`    ${await checkCalls(hotline.sql, centre.begun())}`);
    best = rate;
  }
  return {
    name: 'call-lifecycle.kept-up',
    unit: '/s',
    values: [best],
    referenceName: `the bar, for ${BAR.seconds} s`,
    references: [BAR.perSecond],
  };
}

/** Calls come at this rate for the bar's time; `underWay` when it fell behind and was given up. */
async function callsAt(
  rate: number,
  centre: CallCentre,
): Promise<{ underWay: number; perSecond: number; done: number }> {
  const most = rate * (BAR.handlingMs / 1000 + BEHIND_SECONDS);
  const from = performance.now();
  const calls: Promise<void>[] = [];
  let ended = 0;
  const done = (underWay: number) => {
    const perSecond = (ended * 1000) / (performance.now() - from);
    return { underWay, perSecond, done: ended };
  };
  for (let n = 0; n < rate * BAR.seconds; n++) {
    const due = from + (n * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    if (n - ended > most) {
      // Nobody waits for these any more; the hotline ends in the middle of them.
      for (const call of calls) call.catch(() => {});
      return done(n - ended);
    }
    const call = centre.lifecycle(BAR.handlingMs);
    calls.push(call.then(() => void ended++));
  }
  await Promise.all(calls);
  return done(0);
}

function sayWhetherReached(rows: readonly Measured[]): void {
  const { perSecond, seconds } = BAR;
  const kept = rows.find(({ name }) => name.endsWith('kept-up'));
  const best = Math.max(...((kept ?? rows[0])?.values ?? [0]));
  const how = kept ? `kept up for ${seconds} s` : `at most, for ${RUN_MS / 1000} s`;
  const reached = best >= perSecond * 0.99 ? 'reached' : 'NOT reached';
  console.log(`  the bar of ${perSecond}/s is ${reached}: ${best.toFixed(1)}/s ${how}`);
}

async function bareCommits(hotline: HotlineUnderTest): Promise<Cost> {
  const sql = postgres(hotline.databaseUrl, { max: CALLERS, onnotice: () => {} });
  try {
    await sql`create table if not exists public.bench_commit (id bigint generated always as identity)`;
    const once = () => sql`insert into public.bench_commit default values`;
    await rateOf(CALLERS, 200, once);
    return await costOf(hotline, () => rateOf(CALLERS, COMMIT_MS, once));
  } finally {
    await sql.end({ timeout: 5 });
  }
}
