import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { TRY_TAKES_AT_MOST } from '../domain/retry.ts';
import { attempts, deliveries } from '../io/tables.ts';

/** One try of one delivery; the number makes a job that runs twice a job that sends once. */
export const Try = z.strictObject({ deliveryId: Id, attempt: z.number().int().positive() });

export const ClaimTry = Try.extend({
  /** The worker that had the try in hand is dead: the next one begins at once. */
  takeOver: z.boolean().default(false),
});

/**
 * Takes a try for this process, in a row of its own, and answers the delivery with its number. Null
 * when it was taken before or there is nothing left to send. What waits for a call in progress is
 * not taken over: the call's end settles it.
 */
export const claimTry = command('messaging.claimTry', ClaimTry, async ({ tx, now }, input) => {
  const { deliveryId, attempt, takeOver } = input;
  const tried = tx.$with('tried', { id: sql<string>`delivery_id`.as('delivery_id') }).as(sql`
    insert into delivery_attempt (delivery_id, n, channel, state, started_at)
    select id, attempts + 1, channel, 'queued', ${now.toString()}::timestamptz from (
      select id, attempts, channel from delivery
      where id = ${deliveryId} and state = 'queued' and (attempts = ${attempt - 1}
        or (${takeOver} and attempts = ${attempt} and next_try_at is not null))
      for update) as taken
    on conflict do nothing returning delivery_id`);
  const [row] = await tx
    .with(tried)
    .update(deliveries)
    .set({ attempts: sql`${deliveries.attempts} + 1`, nextTryAt: now.add(TRY_TAKES_AT_MOST) })
    .from(tried)
    .where(eq(deliveries.id, tried.id))
    .returning(getTableColumns(deliveries));
  if (row && row.attempts > 1) {
    const before = and(eq(attempts.deliveryId, deliveryId), lt(attempts.n, row.attempts));
    await tx
      .update(attempts)
      .set({ state: 'failed', endedAt: now, reason: 'workerLost', nextTryAt: now })
      .where(and(before, eq(attempts.state, 'queued')));
  }
  return row ?? null;
});
