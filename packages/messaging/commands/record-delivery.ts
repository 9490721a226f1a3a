import { command, NotFound, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { DeliveryOutcome, type DeliveryState } from '../contract.ts';
import { stateAfter } from '../domain/outcome.ts';
import { deliveryEntry } from '../io/journal-entry.ts';
import { attempts, type DeliveryRow, deliveries } from '../io/tables.ts';

export const RecordDelivery = z
  .strictObject({
    deliveryId: Id.optional(),
    /** The carrier's reference; finds the delivery when no id is given, else is kept with it. */
    providerRef: z.string().min(1).max(200).optional(),
    outcome: DeliveryOutcome,
    /** The key the receiver pressed. */
    digit: z
      .string()
      .regex(/^[0-9*#]$/)
      .optional(),
    /** Why it failed, as a code such as `noAnswer`, `busy`, `noKey`. */
    reason: z.string().min(1).max(80).optional(),
  })
  .refine((value) => value.deliveryId ?? value.providerRef, {
    message: 'name the delivery by deliveryId or providerRef',
    path: ['deliveryId'],
  });

/**
 * Takes in what a channel reports of a delivery. Duplicates and late reports change nothing.
 * @throws NotFound when no delivery has that id or reference.
 */
export const recordDelivery = command(
  'messaging.record',
  RecordDelivery,
  async (context, input) => {
    const { tx, now, journal } = context;
    const [row] = await tx
      .select()
      .from(deliveries)
      .where(
        input.deliveryId
          ? eq(deliveries.id, input.deliveryId)
          : eq(deliveries.providerRef, input.providerRef ?? ''),
      )
      .for('update');
    if (!row) throw new NotFound();
    const state = stateAfter(row.state, input.outcome);
    if (!state) return { deliveryId: row.id, state: row.state, applied: false };
    const providerRef = row.providerRef ?? input.providerRef ?? null;
    const failure = state === 'failed' ? (input.reason ?? 'unknown') : null;
    await tx
      .with(lastTry(tx, row, { state, at: now, failure, providerRef }))
      .update(deliveries)
      .set({
        state,
        nextTryAt: null,
        providerRef,
        reason: failure ?? row.reason,
        digit: input.digit ?? row.digit,
        [`${state}At`]: now,
      })
      .where(eq(deliveries.id, row.id));
    await journal(deliveryEntry(row, state, input));
    return { deliveryId: row.id, state, applied: true };
  },
);

/** Writes the same into the row of the try in hand, within the statement that changes the delivery. */
function lastTry(
  tx: Tx,
  row: DeliveryRow,
  report: {
    readonly state: DeliveryState;
    readonly at: Temporal.Instant;
    readonly failure: string | null;
    readonly providerRef: string | null;
  },
) {
  const { state, at: endedAt, failure: reason, providerRef } = report;
  return tx.$with('last_try').as(
    tx
      .update(attempts)
      .set({ state, endedAt, reason, providerRef, nextTryAt: null })
      .where(and(eq(attempts.deliveryId, row.id), eq(attempts.n, row.attempts)))
      .returning({ n: sql<number>`1`.as('n') }),
  );
}
