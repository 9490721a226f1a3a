import type { Reader } from '@1999/platform';
import { and, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import { automatedCalls, deliveries } from '../io/tables.ts';

/**
 * When a message was queued whose turn is still to come, or has come, on a call somebody has
 * answered; null when nobody is listening.
 */
export async function listenedToSince(
  reader: Reader,
  deliveryId: string,
): Promise<Temporal.Instant | null> {
  const [row] = await reader
    .select({ queuedAt: deliveries.queuedAt })
    .from(deliveries)
    .innerJoin(automatedCalls, eq(automatedCalls.id, deliveries.callId))
    .where(
      and(
        eq(deliveries.id, deliveryId),
        inArray(deliveries.state, ['queued', 'sent', 'delivered']),
        isNotNull(automatedCalls.answeredAt),
        isNull(automatedCalls.endedAt),
      ),
    );
  return row?.queuedAt ?? null;
}

/** A call that rang about one thing: which telephone, what for, and when. */
export interface Rang {
  readonly phoneKey: string;
  readonly clock: unknown;
  readonly at: Temporal.Instant;
}

/** The calls about one thing since a moment, on whichever telephone. */
export async function callsAbout(
  reader: Reader,
  refId: string,
  since: Temporal.Instant,
): Promise<Rang[]> {
  const rows = await reader
    .select({
      key: automatedCalls.phoneKey,
      params: deliveries.params,
      queuedAt: deliveries.queuedAt,
    })
    .from(deliveries)
    .innerJoin(automatedCalls, eq(automatedCalls.id, deliveries.callId))
    .where(and(eq(deliveries.refId, refId), gt(deliveries.queuedAt, since)));
  return rows.map(({ key, params, queuedAt }) => ({
    phoneKey: key.toString('hex'),
    clock: params.clock ?? null,
    at: queuedAt,
  }));
}
