import { Bell } from '../journal/bell.ts';
import type { App } from '../module/app.ts';
import { describeFailure } from '../reactions/describe-failure.ts';

const EVERY_MS = 2_000;
/** Whoever wants to queue a job waits behind us meanwhile, so we wait no longer for those before. */
const PATIENCE = '100ms';

/**
 * Removes the job queues in which nothing waits. The library keeps each for ever and locks all there
 * are whenever it fetches a job; ours are named after calls, of which there are thousands a day.
 * Whoever adds a job has first looked whether its queue is there: the table is locked against that,
 * so that no job is left in a queue that is gone. Returns how many were removed.
 */
export async function removeEmptyQueues(app: App): Promise<number> {
  const [empty] = await app.sql`select from ${idleQueues(app)} limit 1`;
  if (!empty) return 0;
  return app.sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', ${PATIENCE}, true)`;
    await tx`lock table graphile_worker._private_job_queues in share row exclusive mode`;
    const removed = await tx`
      delete from graphile_worker._private_job_queues
      where id in (select id from ${idleQueues(app)})`;
    return removed.count;
  });
}

const idleQueues = ({ sql }: App) => sql`(
  select id from graphile_worker._private_job_queues queue
  where locked_at is null
    and not exists (select from graphile_worker._private_jobs where job_queue_id = queue.id)
  ) as idle`;

/** Removes empty queues every two seconds. Returns the way to stop. */
export function keepQueuesFew(app: App): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = (async () => {
    while (!signal.aborted) {
      await removeEmptyQueues(app).catch((error: unknown) => {
        app.log.debug({ reason: describeFailure(error) }, 'empty job queues stay for now');
      });
      await new Bell().wait(EVERY_MS, signal);
    }
  })();
  return async () => {
    stopping.abort();
    await loop;
  };
}
