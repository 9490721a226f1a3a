import { type Actor, type App, NotFound } from '@1999/platform';
import type { LinkedOrder } from '../contract/agency.ts';
import { openLink } from '../io/linked-order.ts';
import { orderView } from './order-view.ts';

const allowed = ['acknowledge', 'arrive', 'report'] as const;

/**
 * The one order behind a contractor's link: what is to be done, where and by when, without the
 * citizen, the history or anybody else's evidence. @throws NotFound for a link that opens nothing.
 */
export async function linkedOrderView(app: App, actor: Actor): Promise<LinkedOrder> {
  const link = await openLink(app.db, actor, app.clock.now());
  const asOrder = { kind: 'capability', capability: 'order', id: link.orderId } as const;
  const view = await orderView(app, asOrder, link.orderId);
  if (view.agencyId !== link.agencyId) throw new NotFound();
  return {
    ...view,
    actions: allowed.filter((action) => view.actions.includes(action)),
    reported: view.report !== null,
    expiresAt: link.expiresAt,
  };
}
