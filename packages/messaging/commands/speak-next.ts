import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { stillNeeded } from '../channels/registries.ts';
import { inTurn, RINGS_AT_MOST, TALKS_AT_MOST } from '../domain/call-line.ts';
import { lockCall } from '../io/lock-call.ts';
import { automatedCalls, type DeliveryRow, deliveries } from '../io/tables.ts';
import { recordDelivery } from './record-delivery.ts';

export const SpeakNext = z.strictObject({
  callId: Id,
  /** The message just answered; absent when the telephone was picked up. */
  after: Id.optional(),
  /** The carrier's name of the line. */
  providerRef: z.string().min(1).max(200).optional(),
});

/** What a call says next: a message, and whether its receiver may send it back as not theirs. */
export interface Spoken {
  readonly deliveryId: string;
  readonly mayRefuse: boolean;
}

/**
 * What an answered call speaks next, in turn; null when nothing is left and it says goodbye, after
 * which nothing joins it. What somebody has taken on meanwhile is dropped unspoken. Asked again
 * with the same `after`, as carriers do, it gives the same answer.
 */
export const speakNext = command(
  'messaging.speakNext',
  SpeakNext,
  async (context, input): Promise<Spoken | null> => {
    const { app, tx, now } = context;
    const call = await lockCall(tx, input.callId);
    if (!call || call.endedAt) return null;
    const waiting = await tx
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.callId, call.id),
          inArray(deliveries.state, ['queued', 'sent', 'delivered']),
        ),
      );
    const current = waiting.find((row) => row.id === call.currentId && row.id !== input.after);
    let next: DeliveryRow | null = current ?? null;
    for (const row of waiting.filter((one) => one.state !== 'delivered').toSorted(inTurn)) {
      if (next) break;
      const needed = app.services.get(stillNeeded).get(row.purpose);
      if (!needed || (await needed(app, row))) next = row;
      else await drop(row.id);
    }
    await tx
      .update(automatedCalls)
      .set({
        providerRef: call.providerRef ?? input.providerRef ?? null,
        answeredAt: call.answeredAt ?? now,
        currentId: next?.id ?? null,
        closingAt: next ? null : now,
        checkAt: now.add(next ? TALKS_AT_MOST : RINGS_AT_MOST),
      })
      .where(eq(automatedCalls.id, call.id));
    if (!next) return null;
    await recordDelivery.within(context, { deliveryId: next.id, outcome: 'delivered' });
    return { deliveryId: next.id, mayRefuse: next.params.mayRefuse === true };

    function drop(deliveryId: string) {
      const reason = 'noLongerNeeded';
      return recordDelivery.within(context, { deliveryId, outcome: 'failed', reason });
    }
  },
);
