import type { App } from '@1999/platform';
import { asc, eq, inArray } from 'drizzle-orm';
import { receivers } from '../channels/registries.ts';
import type { AttemptView, DeliveryView, ReceiverView } from '../contract.ts';
import { attempts, type DeliveryRow, deliveries } from '../io/tables.ts';

/** Every message about one thing with each of its tries, oldest first. */
export async function deliveriesAbout(app: App, refId: string): Promise<DeliveryView[]> {
  const rows = await app.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.refId, refId))
    .orderBy(asc(deliveries.queuedAt), asc(deliveries.id));
  const [tries, told] = await Promise.all([triesOf(app, rows), receiversOf(app, rows)]);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    purpose: row.purpose,
    refType: row.refType,
    refId: row.refId,
    agencyId: row.agencyId,
    toKind: row.toKind,
    toId: row.toId,
    receiver: told.get(row.toId) ?? null,
    state: row.state,
    attempts: row.attempts,
    tries: tries.get(row.id) ?? [],
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

async function triesOf(
  app: App,
  rows: readonly DeliveryRow[],
): Promise<Map<string, AttemptView[]>> {
  const ids = rows.map(({ id }) => id);
  const found = await app.db
    .select()
    .from(attempts)
    .where(inArray(attempts.deliveryId, ids))
    .orderBy(asc(attempts.n));
  return Map.groupBy(found, ({ deliveryId }) => deliveryId)
    .entries()
    .reduce((all, [id, ofOne]) => all.set(id, ofOne.map(toView)), new Map<string, AttemptView[]>());
}

function toView({ n, state, startedAt, endedAt, reason, nextTryAt }: typeof attempts.$inferSelect) {
  return {
    n,
    state,
    startedAt: startedAt.toString(),
    endedAt: endedAt?.toString() ?? null,
    reason,
    nextTryAt: nextTryAt?.toString() ?? null,
  };
}

async function receiversOf(
  app: App,
  rows: readonly DeliveryRow[],
): Promise<Map<string, ReceiverView>> {
  const named = new Map<string, ReceiverView>();
  for (const [kind, find] of app.services.get(receivers)) {
    const ids = new Set(rows.filter(({ toKind }) => toKind === kind).map(({ toId }) => toId));
    for (const [id, receiver] of await find(app, [...ids])) named.set(id, receiver);
  }
  return named;
}
