import { Logger, run } from 'graphile-worker';
import { PgBoss } from 'pg-boss';
import type { Runner } from './due-jobs.ts';

/** graphile-worker: a job a row, each to be run at its row's moment. */
export function graphileWorker(best: boolean): Runner {
  const settings = best
    ? {
        concurrency: 10,
        pollInterval: 10,
        preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 5 } },
      }
    : {};
  return {
    name: `graphile-worker at its ${best ? 'best' : 'defaults'}`,
    start: async (sql, connectionString, due) => {
      const runner = await run({
        ...settings,
        connectionString,
        noHandleSignals: true,
        parsedCronItems: [],
        logger: new Logger(() => () => {}),
        taskList: {
          mark: async (payload) => {
            await sql`update due set marked_at = clock_timestamp()
              where id = ${(payload as { id: number }).id}`;
          },
        },
      });
      // Counted: the job's own type is another one after the schema was dropped.
      await sql`
        select count(graphile_worker.add_job('mark', json_build_object('id', id), run_at => at))
        from jsonb_to_recordset(${sql.json(due as never)}) as one (id integer, at timestamptz)`;
      return async () => {
        await runner.stop();
        await sql`drop schema graphile_worker cascade`;
      };
    },
  };
}

/** pg-boss: the same; at its best it takes many at once and marks them by one statement. */
export function pgBoss(best: boolean): Runner {
  return {
    name: `pg-boss at its ${best ? 'best' : 'defaults'}`,
    start: async (sql, connectionString, due) => {
      const boss = new PgBoss({ connectionString });
      boss.on('error', () => {});
      await boss.start();
      await boss.createQueue('mark');
      await boss.insert(
        'mark',
        due.map(({ id, at }) => ({ data: { id }, startAfter: at })),
      );
      const mark = async (jobs: readonly { data: { id: number } }[]) => {
        await sql`update due set marked_at = clock_timestamp()
          where id = any(${jobs.map((job) => job.data.id)})`;
      };
      if (best) {
        await boss.work<{ id: number }>(
          'mark',
          { pollingIntervalSeconds: 0.5, batchSize: 1_000 },
          mark,
        );
      } else {
        await boss.work<{ id: number }>('mark', mark);
      }
      return async () => {
        await boss.stop({ graceful: false });
        await sql`drop schema pgboss cascade`;
      };
    },
  };
}
