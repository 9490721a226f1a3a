import { command } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { nextTryAt } from '../domain/retry.ts';
import { deliveryEntry } from '../io/journal-entry.ts';
import { attempts, deliveries } from '../io/tables.ts';
import { Try } from './claim-try.ts';
import { recordDelivery } from './record-delivery.ts';

export const GiveBackTry = Try.extend({
  reason: z.string().min(1).max(80),
  /** False when another try would change nothing. */
  again: z.boolean(),
});

/** Notes that a try could not be handed to a carrier: tried again later, or failed for good. */
export const giveBackTry = command('messaging.giveBackTry', GiveBackTry, async (context, input) => {
  const at = input.again ? nextTryAt(input.attempt, context.now) : null;
  if (!at) {
    const { deliveryId, reason } = input;
    await recordDelivery.within(context, { deliveryId, outcome: 'failed', reason });
    return;
  }
  const { reason } = input;
  const [row] = await context.tx
    .update(deliveries)
    .set({ nextTryAt: at, reason })
    .where(
      and(
        eq(deliveries.id, input.deliveryId),
        eq(deliveries.state, 'queued'),
        eq(deliveries.attempts, input.attempt),
      ),
    )
    .returning();
  if (!row) return;
  await context.tx
    .update(attempts)
    .set({ state: 'failed', endedAt: context.now, reason, nextTryAt: at })
    .where(and(eq(attempts.deliveryId, row.id), eq(attempts.n, row.attempts)));
  await context.journal(deliveryEntry(row, 'retried', { reason }));
});
