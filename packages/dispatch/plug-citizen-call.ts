import { CannotDeliver, purposes, stillNeeded } from '@1999/messaging';
import type { App } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { CALL_CITIZEN } from './commands/call-citizen.ts';
import { callBar } from './domain/citizen-call.ts';
import { orders } from './io/tables.ts';

/**
 * What an agency's person hears before the citizen is rung, and whether the citizen still may be:
 * the order may have ended, or gone to another agency, while the telephone rang.
 */
export function plugCitizenCall(app: App): void {
  const orderOf = async (orderId: string) => {
    const [order] = await app.db.select().from(orders).where(eq(orders.id, orderId));
    return order;
  };
  app.services.get(purposes).set(CALL_CITIZEN, async (_app, { refId, locale }) => {
    const order = await orderOf(refId);
    if (!order) throw new CannotDeliver('orderGone');
    const lastFour = [...order.number.slice(-4)].join(' ');
    return locale === 'en'
      ? `This is 1999. You asked to call the citizen of the order ending in ${lastFour}.`
      : `這裡是1999，您要致電派工單末四碼${lastFour}的民眾。`;
  });
  app.services.get(stillNeeded).set(CALL_CITIZEN, async (_app, { refId, agencyId }) => {
    const order = await orderOf(refId);
    return order !== undefined && order.agencyId === agencyId && callBar(order.state) === null;
  });
}
