import { Bell } from '../journal/bell.ts';
import type { App } from '../module/app.ts';
import { describeFailure } from '../reactions/describe-failure.ts';

const BEAT_MS = 500;
/** A worker whose beat this process saw stand still for so long is taken for dead. */
const DEAD_AFTER_MS = 3_000;

/**
 * Beats for this process's job worker and frees the jobs of workers that beat no more: the job
 * library alone would hold a killed worker's jobs for four hours. Death is judged by this
 * process's own watching on its monotonic counter, so no two clocks are compared, and watching
 * starts anew after the database was away. Returns the way to stop.
 */
export function keepAlive(app: App, poolId: string): () => Promise<void> {
  const stopping = new AbortController();
  const loop = beatAndWatch(app, poolId, stopping.signal);
  return async () => {
    stopping.abort();
    await loop;
    await app.sql`delete from job_worker where pool_id = ${poolId}`.catch(() => {});
  };
}

async function beatAndWatch(app: App, poolId: string, signal: AbortSignal): Promise<void> {
  const watched = new Map<string, { beat: string; since: number }>();
  while (!signal.aborted) {
    try {
      await app.sql`insert into job_worker (pool_id, beat) values (${poolId}, 1)
        on conflict (pool_id) do update set beat = job_worker.beat + 1`;
      const dead = await findDead(app, poolId, watched);
      if (dead.length > 0) await freeJobsOf(app, dead);
    } catch (error) {
      watched.clear();
      app.log.warn({ reason: describeFailure(error) }, 'the job worker cannot tell that it lives');
    }
    await new Bell().wait(BEAT_MS, signal);
  }
}

/** Workers that hold jobs or have a row, and whose beat stood still for long enough. */
async function findDead(
  app: App,
  poolId: string,
  watched: Map<string, { beat: string; since: number }>,
): Promise<string[]> {
  const workers = await app.sql<{ pool: string; beat: string }[]>`
    select pool, coalesce(beat, -1)::text as beat
    from (select pool_id as pool from job_worker
          union select locked_by from graphile_worker._private_jobs where locked_by is not null
          union select locked_by from graphile_worker._private_job_queues
          where locked_by is not null) as known
    left join job_worker on pool_id = pool
    where pool <> ${poolId}`;
  const now = performance.now();
  const seen = new Set(workers.map((worker) => worker.pool));
  for (const pool of watched.keys()) if (!seen.has(pool)) watched.delete(pool);
  return workers
    .filter(({ pool, beat }) => {
      const before = watched.get(pool);
      if (before?.beat === beat) return now - before.since >= DEAD_AFTER_MS;
      watched.set(pool, { beat, since: now });
      return false;
    })
    .map((worker) => worker.pool);
}

async function freeJobsOf(app: App, dead: string[]): Promise<void> {
  app.log.warn({ workers: dead }, 'taking over the jobs of dead workers');
  await app.sql.begin(async (tx) => {
    await tx`select graphile_worker.force_unlock_workers(${dead})`;
    await tx`delete from job_worker where pool_id = any(${dead})`;
    await tx`select pg_notify('jobs:insert', '{"count":10}')`;
  });
}
