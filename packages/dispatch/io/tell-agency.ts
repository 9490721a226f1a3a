import { deliver } from '@1999/messaging';
import { type CommandContext, newId } from '@1999/platform';
import { stepEscalation } from './step-escalation.ts';
import { type Escalation, escalations, type Order } from './tables.ts';

/** Tells the agency of its order at once, online and by phone, in the transaction that gave it. */
export async function tellAgency(context: CommandContext, order: Order): Promise<void> {
  const { tx, now } = context;
  await deliver.within(context, {
    channel: 'app',
    purpose: 'order.notify',
    refType: 'order',
    refId: order.id,
    threadId: order.caseId,
    agencyId: order.agencyId,
    to: { agencyId: order.agencyId },
  });
  const round: Escalation = {
    id: newId(),
    orderId: order.id,
    cause: 'issued',
    clockKind: null,
    level: 'unit',
    tried: [],
    deliveryId: null,
    raise: false,
    nextStepAt: now,
    startedAt: now,
    endedAt: null,
    endReason: null,
  };
  await tx.insert(escalations).values(round);
  await stepEscalation(context, order, round);
}
