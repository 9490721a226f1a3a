import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { TRY_TAKES_AT_MOST } from '../domain/retry.ts';
import { deliveries } from '../io/tables.ts';

/** One try of one delivery; the number makes a job that runs twice a job that sends once. */
export const Try = z.strictObject({ deliveryId: Id, attempt: z.number().int().positive() });

/** Takes a try for this process. Null when it was taken before or there is nothing left to send. */
export const claimTry = command('messaging.claimTry', Try, async ({ tx, now }, input) => {
  const [row] = await tx
    .update(deliveries)
    .set({ attempts: input.attempt, nextTryAt: now.add(TRY_TAKES_AT_MOST) })
    .where(
      and(
        eq(deliveries.id, input.deliveryId),
        eq(deliveries.state, 'queued'),
        eq(deliveries.attempts, input.attempt - 1),
      ),
    )
    .returning();
  return row ?? null;
});
