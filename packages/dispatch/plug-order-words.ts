import { matterById } from '@1999/cases';
import { CannotDeliver, factsOf, purposes, stillNeeded } from '@1999/messaging';
import type { ChannelName } from '@1999/messaging/contract';
import type { App } from '@1999/platform';
import { and, desc, eq } from 'drizzle-orm';
import { ClockKind } from './contract.ts';
import { type OrderWordsFor, orderWords } from './domain/spoken-order.ts';
import { clocks, escalationCalls, escalations, orders } from './io/tables.ts';

const WRITTEN_FOR: Partial<Record<ChannelName, OrderWordsFor>> = {
  voice: 'call',
  email: 'mail',
  push: 'title',
};

/** The words of `order.notify`, written at the moment they are sent: a place is personal data. */
export function plugOrderWords(app: App): void {
  app.services
    .get(purposes)
    .set('order.notify', async (_app, { refId, params, locale, channel }) => {
      const [order] = await app.db.select().from(orders).where(eq(orders.id, refId));
      const matter = order && (await matterById(app, app.db, order.matterId));
      if (!order || !matter) throw new CannotDeliver('orderGone');
      const missed = ClockKind.nullable()
        .catch(null)
        .parse(params.cause === 'warned' ? null : (params.clock ?? null));
      const [clock] = await app.db
        .select({ dueAt: clocks.dueAt })
        .from(clocks)
        .where(and(eq(clocks.orderId, order.id), eq(clocks.kind, missed ?? 'acknowledge')))
        .orderBy(desc(clocks.startedAt));
      const { number, danger } = order;
      const words = { ...matter, number, danger, missed, dueAt: clock?.dueAt ?? null };
      return orderWords(words, locale, WRITTEN_FOR[channel] ?? 'message');
    });
  app.services.get(factsOf).set('order.notify', async (_app, refId) => {
    const [order] = await app.db.select().from(orders).where(eq(orders.id, refId));
    const matter = order && (await matterById(app, app.db, order.matterId));
    if (!order || !matter) throw new CannotDeliver('orderGone');
    const { id, number, typeCode, districtCode, danger, lat, lng } = order;
    const { address, landmark } = matter;
    const at = { issuedAt: order.issuedAt.toString(), dueAt: order.nextDueAt?.toString() ?? null };
    const link = `${app.config.publicUrl}/agency/orders/${id}`;
    const place = { districtCode, lat, lng, address, landmark };
    return { id, number, typeCode, danger, ...place, ...at, link };
  });
  app.services
    .get(stillNeeded)
    .set('order.notify', (_app, delivery) => isStillNeeded(app, delivery));
}

/** A call has a reason while its round lasts; a message, while nobody has taken the order on. */
async function isStillNeeded(app: App, delivery: { id: string; refId: string }): Promise<boolean> {
  const [call] = await app.db
    .select({ nextStepAt: escalations.nextStepAt })
    .from(escalationCalls)
    .innerJoin(escalations, eq(escalations.id, escalationCalls.escalationId))
    .where(eq(escalationCalls.deliveryId, delivery.id));
  if (call) return call.nextStepAt !== null;
  const [order] = await app.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, delivery.refId), eq(orders.state, 'issued')));
  return order !== undefined;
}
