import type { App } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { DeliveryView } from '../contract.ts';
import { deliveries } from '../io/tables.ts';

/** Every message about one thing, oldest first. */
export async function deliveriesAbout(app: App, refId: string): Promise<DeliveryView[]> {
  const rows = await app.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.refId, refId))
    .orderBy(asc(deliveries.queuedAt), asc(deliveries.id));
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    purpose: row.purpose,
    refType: row.refType,
    refId: row.refId,
    agencyId: row.agencyId,
    toKind: row.toKind,
    toId: row.toId,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.nextTryAt?.toString() ?? null,
    reason: row.reason,
    digit: row.digit,
    queuedAt: row.queuedAt.toString(),
    sentAt: row.sentAt?.toString() ?? null,
    deliveredAt: row.deliveredAt?.toString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toString() ?? null,
    failedAt: row.failedAt?.toString() ?? null,
    callId: row.callId,
  }));
}
