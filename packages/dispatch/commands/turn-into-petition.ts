import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ReasonBody } from '../contract.ts';
import { planClocks } from '../domain/policy.ts';
import { approverOf } from '../io/approver.ts';
import { currentRules } from '../io/current-rules.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { addClocks } from '../io/start-clocks.ts';
import { petitions } from '../io/tables.ts';

export const TurnIntoPetition = ReasonBody.extend({ orderId: Id });

/**
 * Turns an order into a petition (轉陳情): nothing urgent is to be done, an answer is. The clocks of
 * dispatch stop and the petition's own begins, on working days; its agency answers by report and
 * closing. A supervisor says why; repeating it is harmless.
 * @throws Conflict for a danger, and when the order's state does not allow it.
 */
export const turnIntoPetition = command(
  'order.petition',
  TurnIntoPetition,
  async (context, input) => {
    const { app, tx, journal } = context;
    const approverId = approverOf(context);
    const order = await lockOrder(context, input.orderId);
    if (order.danger) throw new Conflict('danger_stays', 'A danger is no petition.');
    const { order: moved, at } = await moveOrder(context, order, 'petition');
    const [made] = await tx
      .insert(petitions)
      .values({
        orderId: order.id,
        reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
        approverId,
        at,
      })
      .onConflictDoNothing()
      .returning({ orderId: petitions.orderId });
    if (!made) return { orderId: order.id, state: moved.state };
    const plan = planClocks(await currentRules(tx), moved, at, ['petition']);
    const after = await addClocks(context, moved, plan);
    const dueAt = Object.fromEntries(plan.map((clock) => [clock.kind, clock.dueAt.toString()]));
    await journal(orderEntry(after, 'petitioned', { dueAt }));
    return { orderId: order.id, state: after.state };
  },
);
