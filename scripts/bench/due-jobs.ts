import { type App, DatabaseClock, makeLogger, type Sweep, Wake } from '@1999/platform';
import postgres, { type Sql } from 'postgres';
import { Registry } from 'prom-client';
import { startSweeps } from '../../packages/platform/sweeps/sweeper.ts';
import { type Bench, eachRun, pause } from './bench.ts';
import { p50AndP99 } from './figures.ts';
import { withHotline } from './hotline-under-test.ts';
import { graphileWorker, pgBoss } from './job-libraries.ts';

const COUNT = 1_000;
const EVERY_MS = 1;
const LEAD_MS = 1_500;
/** A runner that has not done them all by then is given up; what it left counts as late as that. */
const PATIENCE_MS = 8_000;
const BATCH = 500;

/** What marks due rows: told of them beforehand, running until it is stopped. */
export interface Runner {
  readonly name: string;
  readonly start: (
    sql: Sql,
    databaseUrl: string,
    due: readonly { id: number; at: Date }[],
  ) => Promise<() => Promise<unknown>>;
}

/**
 * 1,000 rows due a second, each to be marked with the moment at which it was found due: by the
 * platform's sweep and by two job libraries, at their defaults and at their best, on the same rows
 * of one database in the same process.
 */
export const dueJobs: Bench = {
  withinSeconds: 180,
  measure: (signal) =>
    withHotline(signal, async (hotline) => {
      await hotline.sql`create database bench_jobs`;
      const url = hotline.databaseUrl.replace(/\/postgres$/, '/bench_jobs');
      const sql = postgres(url, { max: 4, onnotice: () => {} });
      try {
        await sql`create table due (id integer primary key, due_at timestamptz, marked_at timestamptz)`;
        await sql`create index on due (due_at) where marked_at is null`;
        const own = await eachRun(() => latenessOf(sweep, sql, url));
        const measured = [];
        for (const best of [false, true]) {
          for (const library of [graphileWorker(best), pgBoss(best)]) {
            const theirs = [await latenessOf(library, sql, url)];
            const name = `due-jobs.${library.name.replaceAll(/[^a-z]+/g, '-')}`;
            measured.push(...p50AndP99(name, 'ms', own, library.name, theirs));
          }
        }
        return measured;
      } finally {
        await sql.end({ timeout: 5 });
      }
    }),
};

async function latenessOf(runner: Runner, sql: Sql, url: string): Promise<number[]> {
  await sql`truncate due`;
  const due = await sql<{ id: number; at: Date }[]>`
    insert into due (id, due_at)
    select n, date_trunc('milliseconds', clock_timestamp())
      + make_interval(secs => ${LEAD_MS / 1000}::float8 + n * ${EVERY_MS / 1000}::float8)
    from generate_series(1, ${COUNT}::int) n returning id, due_at as at`;
  const stop = await runner.start(sql, url, due);
  const until = performance.now() + LEAD_MS + COUNT * EVERY_MS + PATIENCE_MS;
  for (;;) {
    await pause(100);
    const [left] = await sql<{ n: number }[]>`
      select count(*)::int as n from due where marked_at is null`;
    if (left?.n === 0 || performance.now() > until) {
      if (left?.n) console.log(`  ${runner.name}: ${left.n} of ${COUNT} not done in time`);
      break;
    }
  }
  const late = await sql<{ ms: number }[]>`
    select extract(epoch from coalesce(marked_at, clock_timestamp()) - due_at)::float8 * 1000 as ms
    from due`;
  await stop();
  return late.map(({ ms }) => ms);
}

const sweep: Runner = {
  name: 'sweep',
  start: async (sql) => {
    const clock = await DatabaseClock.follow(sql);
    const [log, meters, wake] = [makeLogger('error'), new Registry(), new Wake()];
    const stop = startSweeps({ sql, clock, log, meters, wake } as unknown as App, [markDue]);
    return async () => {
      await stop();
      clock.stop();
    };
  },
};

const markDue: Sweep = {
  name: 'bench.due',
  nextDue: 'select min(due_at) from due where marked_at is null',
  run: async ({ sql, clock }) => {
    const marked = await sql`
      update due set marked_at = clock_timestamp() where id in (
        select id from due where marked_at is null and due_at <= ${clock.now().toString()}
        order by due_at limit ${BATCH} for update skip locked)`;
    return marked.count;
  },
};
