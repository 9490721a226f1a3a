import { Conflict, command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { DecideExtensionBody } from '../contract.ts';
import { isEnded } from '../domain/order-state.ts';
import { approverOf } from '../io/approver.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { lockClocks, recomputeClocks } from '../io/recompute-clocks.ts';
import { clocks, extensions } from '../io/tables.ts';

export const DecideExtension = DecideExtensionBody.extend({ orderId: Id });

/**
 * A supervisor grants or refuses what the agency asked, with a reason. Granted, the clocks get a new
 * approved target and keep the original beside it; a clock whose time had passed keeps its breach
 * (invariant I8: decided under the clocks' locks).
 * @throws Conflict when nothing waits for a decision; Invalid for a target that has passed.
 */
export const decideExtension = command(
  'order.decideExtension',
  DecideExtension,
  async (context, input) => {
    const { app, tx, journal } = context;
    const decidedBy = approverOf(context);
    const order = await lockOrder(context, input.orderId);
    const [asked] = await tx
      .select()
      .from(extensions)
      .where(and(eq(extensions.orderId, order.id), isNull(extensions.decision)));
    if (!asked) throw new Conflict('no_extension', 'No request waits for a decision.');
    const { decision } = input;
    if (decision === 'granted' && (isEnded(order.state) || order.parentId)) {
      throw new Conflict('order_ended', 'The order has ended or goes with another.');
    }
    await lockClocks(context, order.id);
    const at = app.clock.now();
    const until = input.until ? Temporal.Instant.from(input.until) : asked.untilAt;
    const grantedUntil = decision === 'granted' ? until : null;
    if (grantedUntil && Temporal.Instant.compare(grantedUntil, at) <= 0) {
      throw new Invalid('until_too_early', 'The target has passed; give a later one.', 'until');
    }
    await tx
      .update(extensions)
      .set({
        decision,
        decidedBy,
        decidedAt: at,
        decisionReasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
        grantedUntil,
      })
      .where(eq(extensions.id, asked.id));
    const detail = { extensionId: asked.id, kinds: asked.kinds };
    if (!grantedUntil) {
      await journal(orderEntry(order, 'extensionRefused', detail));
      return { orderId: order.id, state: order.state };
    }
    await tx
      .update(clocks)
      .set({ approvedDueAt: grantedUntil })
      .where(
        and(
          eq(clocks.orderId, order.id),
          eq(clocks.cycle, order.cycle),
          inArray(clocks.kind, asked.kinds),
          isNull(clocks.metAt),
          isNull(clocks.stoppedAt),
        ),
      );
    const after = await recomputeClocks(context, order, 'extension');
    const told = { ...detail, until: grantedUntil.toString() };
    await journal(orderEntry(after, 'extensionGranted', told));
    return { orderId: order.id, state: after.state };
  },
);
