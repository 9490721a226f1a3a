import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { reasonUnanswered, WITH_AGENT_AT_MOST } from '../domain/call-line.ts';
import { lockCall } from '../io/lock-call.ts';
import { attempts, automatedCalls, deliveries } from '../io/tables.ts';
import { recordDelivery } from './record-delivery.ts';

export const EndAutomatedCall = z.strictObject({
  callId: Id,
  /** Why it ended: `noAnswer`, `busy`, … `notPlaced` when the carrier never took it. */
  reason: z.string().min(1).max(80),
});

/**
 * Settles everything a call was to speak once it is over, so that nothing waits for a line that is
 * gone: what it did not get an answer to has failed, with the reason. After a call the carrier
 * refused, whatever had joined it is tried by itself. Repeating it is harmless.
 */
export const endAutomatedCall = command(
  'messaging.endCall',
  EndAutomatedCall,
  async (context, { callId, reason }) => {
    const { tx, now } = context;
    const call = await lockCall(tx, callId);
    if (!call || call.endedAt) return;
    await tx
      .update(automatedCalls)
      .set({ endedAt: now, endReason: reason, checkAt: null, currentId: null })
      .where(eq(automatedCalls.id, callId));
    if (reason === 'notPlaced') {
      const waiting = await tx
        .update(deliveries)
        .set({ callId: null, nextTryAt: now })
        .where(and(eq(deliveries.callId, callId), eq(deliveries.state, 'queued')))
        .returning({ id: deliveries.id });
      const ids = waiting.map(({ id }) => id);
      await tx
        .update(attempts)
        .set({ state: 'failed', endedAt: now, reason, nextTryAt: now })
        .where(and(inArray(attempts.deliveryId, ids), isNull(attempts.endedAt)));
      return;
    }
    await failUnanswered(context, callId, { answered: call.answeredAt !== null, reason });
  },
);

/**
 * The person called has asked for an agent: the line stays theirs, but speaks no more orders, and
 * those it has not got an answer to go to whoever is next.
 */
export const giveCallToAgent = command(
  'messaging.giveCallToAgent',
  z.strictObject({ callId: Id, deliveryId: Id }),
  async (context, { callId, deliveryId }) => {
    const { tx, now } = context;
    const call = await lockCall(tx, callId);
    if (!call || call.endedAt) return;
    await tx
      .update(automatedCalls)
      .set({ closingAt: now, checkAt: now.add(WITH_AGENT_AT_MOST), currentId: null })
      .where(eq(automatedCalls.id, callId));
    const asked = { deliveryId, outcome: 'failed', digit: '0', reason: 'askedForAgent' } as const;
    await recordDelivery.within(context, asked);
    await failUnanswered(context, callId, { answered: true, reason: 'askedForAgent' });
  },
);

async function failUnanswered(
  context: Parameters<typeof recordDelivery.within>[0],
  callId: string,
  call: { readonly answered: boolean; readonly reason: string },
): Promise<void> {
  const open = await context.tx
    .select({ id: deliveries.id, state: deliveries.state })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.callId, callId),
        inArray(deliveries.state, ['queued', 'sent', 'delivered']),
      ),
    );
  for (const { id: deliveryId, state } of open) {
    const reason = reasonUnanswered(call, state === 'delivered');
    await recordDelivery.within(context, { deliveryId, outcome: 'failed', reason });
  }
}
