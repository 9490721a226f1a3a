import { command, Forbidden, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { RuleOrderBody } from '../contract.ts';
import { giveToAgency } from '../io/give-to-agency.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { rulings } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';

export const RuleOrder = RuleOrderBody.extend({ orderId: Id });

/**
 * The RDEC rules which agency handles an order that two agencies have sent back (研考會裁定). The
 * ruling's clock is met; the agency is told as of a new order and can't send it back.
 * @throws Invalid for an agency that takes no orders; Conflict unless a ruling is awaited.
 */
export const ruleOrder = command('order.rule', RuleOrder, async (context, input) => {
  const { app, tx, actor, journal } = context;
  if (actor.kind !== 'user') throw new Forbidden();
  const order = await lockOrder(context, input.orderId);
  const { order: after, at } = await giveToAgency(context, order, 'rule', input.agencyId);
  await tx.insert(rulings).values({
    id: newId(),
    orderId: order.id,
    agencyId: input.agencyId,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
    ruledBy: actor.id,
    at,
  });
  await journal(orderEntry(after, 'ruled', { fromAgencyId: order.agencyId }));
  await tellAgency(context, after);
  return { orderId: order.id, state: after.state };
});
