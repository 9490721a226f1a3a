import { matterById } from '@1999/cases';
import { CannotDeliver, purposes } from '@1999/messaging';
import type { App } from '@1999/platform';
import { and, desc, eq } from 'drizzle-orm';
import { ClockKind } from './contract.ts';
import { orderWords } from './domain/spoken-order.ts';
import { clocks, orders } from './io/tables.ts';

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
        .parse(params.clock ?? null);
      const [clock] = await app.db
        .select({ dueAt: clocks.dueAt })
        .from(clocks)
        .where(and(eq(clocks.orderId, order.id), eq(clocks.kind, missed ?? 'acknowledge')))
        .orderBy(desc(clocks.startedAt));
      const { number, danger } = order;
      const words = { ...matter, number, danger, missed, dueAt: clock?.dueAt ?? null };
      return orderWords(words, locale, channel === 'voice');
    });
}
