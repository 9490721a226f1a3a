import { inTransaction, type Sweep } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { recordDelivery } from '../commands/record-delivery.ts';
import { MAX_TRIES, TRY_TAKES_AT_MOST } from '../domain/retry.ts';
import { deliverTask } from './deliver-task.ts';

const BATCH = 200;

/**
 * Queues the next try of every delivery whose time has come: one that a channel refused, and one
 * whose process died (the job queue alone would hold those for hours).
 */
export const takeOverLostTries: Sweep = {
  name: 'messaging.retry',
  nextDue: 'select min(next_try_at) from delivery where next_try_at is not null',
  run: async (app) =>
    inTransaction({ app, actor: { kind: 'system', id: 'messaging' } }, async (context) => {
      const { tx, now, enqueue } = context;
      const due = await tx.execute<{ id: string; attempts: number }>(sql`
        update delivery set next_try_at = ${now.add(TRY_TAKES_AT_MOST).toString()}
        where id in (select id from delivery where next_try_at <= ${now.toString()}
          order by next_try_at limit ${BATCH} for update skip locked)
        returning id, attempts`);
      for (const { id, attempts } of due) {
        if (attempts < MAX_TRIES) {
          enqueue(deliverTask, { deliveryId: id, attempt: attempts + 1 });
        } else {
          const reason = 'outOfTries';
          await recordDelivery.within(context, { deliveryId: id, outcome: 'failed', reason });
        }
      }
      return due.length;
    }),
};
