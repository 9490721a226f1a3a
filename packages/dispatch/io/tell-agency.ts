import { devicesOfAgency, type WayToTell } from '@1999/directory';
import { deliver } from '@1999/messaging';
import { type CommandContext, newId, rowsOf } from '@1999/platform';
import { stepEscalation } from './step-escalation.ts';
import { type Escalation, escalations, type Order } from './tables.ts';
import { onDutyFor, waysOf } from './whom-to-tell.ts';

/**
 * Tells the agency of its order at once by every way it has chosen for this level, in the
 * transaction that gave it. Without the telephone among them nobody is rung until a way fails or
 * the acknowledgement is late; a way that leads to nobody has failed.
 */
export async function tellAgency(context: CommandContext, order: Order): Promise<void> {
  const { [order.danger ? 'danger' : 'normal']: ways } = await waysOf(context, order.agencyId);
  let isAnyEmpty = false;
  for (const way of ways.filter(({ channel }) => channel !== 'voice')) {
    if (!(await send(context, order, way))) isAnyEmpty = true;
  }
  const isRung = isAnyEmpty || ways.some(({ channel }) => channel === 'voice');
  if (isRung) await ringUntilAnswered(context, order);
}

/** Begins to ring the agency's duty contacts, and whoever is above them, until one answers. */
export async function ringUntilAnswered(context: CommandContext, order: Order): Promise<void> {
  const { now, write } = context;
  const round: Escalation = {
    id: newId(),
    orderId: order.id,
    danger: order.danger,
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
  const stepped = await stepEscalation(context, order, round);
  write(rowsOf(escalations, [{ ...round, ...stepped }]));
}

/** Sends by one way; false where there is nobody to send it to. */
async function send(context: CommandContext, order: Order, way: WayToTell): Promise<boolean> {
  const { id: refId, agencyId } = order;
  const told = await receivers(context, way, agencyId);
  for (const to of told) {
    await deliver.within(context, {
      channel: way.channel,
      purpose: 'order.notify',
      refType: 'order',
      refId,
      threadId: order.caseId,
      agencyId,
      to,
      ...(way.id && way.channel !== 'app' && way.channel !== 'sms'
        ? { agencyChannelId: way.id }
        : {}),
    });
  }
  return told.length > 0;
}

/** The agency as a whole; a text message goes to whoever is on duty, push to each device. */
async function receivers(context: CommandContext, { channel }: WayToTell, agencyId: string) {
  if (channel === 'sms') return firstOnDuty(context, agencyId);
  const devices = channel === 'push' ? await devicesOfAgency(context.tx, agencyId) : [];
  return devices.length > 0 ? devices.map((deviceId) => ({ deviceId })) : [{ agencyId }];
}

async function firstOnDuty(context: CommandContext, agencyId: string) {
  const [first] = await onDutyFor(context, agencyId, 'unit');
  return first ? [{ dutyContactId: first.id }] : [];
}
