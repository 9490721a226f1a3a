import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { escalations } from '../io/tables.ts';
import { ringUntilAnswered } from '../io/tell-agency.ts';
import { acknowledgeOrder } from './acknowledge-order.ts';

export const AnswerMessage = z.strictObject({
  orderId: Id,
  agencyId: Id,
  outcome: z.enum(['acknowledged', 'failed']),
});

/**
 * What follows when an agency's own system has acknowledged an order, or when a message could not
 * reach the agency: then its duty contacts are rung, unless that is under way already.
 */
export const answerMessage = command(
  'order.answerMessage',
  AnswerMessage,
  async (context, input) => {
    const { orderId } = input;
    const order = await lockOrder(context, orderId);
    if (order.agencyId !== input.agencyId) return;
    if (input.outcome === 'acknowledged') {
      const open = !['returned', 'closed', 'released'].includes(order.state);
      if (open) await acknowledgeOrder.within(context, { orderId, via: 'system' });
      return;
    }
    if (order.state !== 'issued') return;
    const ringing = await context.tx.$count(
      escalations,
      and(eq(escalations.orderId, orderId), isNotNull(escalations.nextStepAt)),
    );
    if (ringing > 0) return;
    await context.journal(orderEntry(order, 'channelFailed'));
    await ringUntilAnswered(context, order);
  },
);
