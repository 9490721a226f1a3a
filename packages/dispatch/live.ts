import { isOfTheHouse, type LiveRooms, type TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { ClockEventPayload, OrderEventPayload } from './contract.ts';
import { RETURNS_BEFORE_RULING } from './domain/ruling.ts';
import { mayTouch } from './io/lock-order.ts';
import { orders } from './io/tables.ts';

const orderTopics = (event: JournalEvent): string[] => {
  const { agencyId, caseId, fromAgencyId } = OrderEventPayload.parse(event.payload);
  const topics = [`order:${event.subjectId}`, `agency:${agencyId}`, `case:${caseId}`, 'orders'];
  return typeof fromAgencyId === 'string' ? [...topics, `agency:${fromAgencyId}`] : topics;
};

/** What a supervisor must not overlook besides: always, or where the event says so. */
const alarming =
  (when: (payload: Record<string, unknown>) => boolean = () => true) =>
  (event: JournalEvent): string[] =>
    when(event.payload) ? [...orderTopics(event), 'alarms'] : orderTopics(event);

/** Where a report waits for, or has found, its confirmation, its inspectors hear of it. */
const inspectedTopics = (event: JournalEvent): string[] =>
  event.payload.inspected === true ? [...orderTopics(event), 'inspections'] : orderTopics(event);

const clockTopics = (event: JournalEvent): string[] => {
  const { orderId, agencyId } = ClockEventPayload.parse(event.payload);
  return [`order:${orderId}`, `agency:${agencyId}`, 'orders'];
};

/** An order is seen on its own page, by its agency, beside its case, and among all orders. */
export const live: LiveRooms = {
  'order.issued': orderTopics,
  'order.acknowledged': orderTopics,
  'order.evidenceAttached': orderTopics,
  'order.arrived': orderTopics,
  'order.reported': inspectedTopics,
  'order.verified': inspectedTopics,
  'order.closed': orderTopics,
  'order.returned': alarming(({ returns }) => Number(returns) >= RETURNS_BEFORE_RULING),
  'order.ruled': orderTopics,
  'order.reassigned': orderTopics,
  'order.released': orderTopics,
  'order.reportRefused': inspectedTopics,
  'order.petitioned': orderTopics,
  'order.handedOff': orderTopics,
  'order.escalated': alarming(({ level }) => level === 'rdec'),
  'order.contactMissing': alarming(),
  'order.unanswered': alarming(),
  'order.ringSpared': orderTopics,
  'order.channelFailed': orderTopics,
  'order.told': orderTopics,
  'order.assigned': orderTopics,
  'order.linkMade': orderTopics,
  'order.paused': orderTopics,
  'order.resumed': orderTopics,
  'order.extensionAsked': orderTopics,
  'order.extensionGranted': orderTopics,
  'order.extensionRefused': orderTopics,
  'order.reopened': orderTopics,
  'order.attached': orderTopics,
  'order.detached': orderTopics,
  'clock.recomputed': clockTopics,
  'incident.opened': () => ['orders'],
  'incident.joined': () => ['orders'],
  'incident.left': () => ['orders'],
  'incident.closed': () => ['orders'],
  'incident.dissolved': () => ['orders'],
  'incident.reopened': () => ['orders'],
  'verificationRule.set': () => ['orders', 'inspections'],
  'incidentRule.amended': () => ['orders'],
  'alarm.clockStepped': () => ['alarms'],
  'surge.raised': () => ['orders', 'alarms'],
  'surge.grew': () => ['orders', 'alarms'],
  'surge.ended': () => ['orders'],
  'policy.amended': () => ['orders'],
  'calendar.published': () => ['orders'],
  'riskModel.trained': () => ['orders'],
  'clock.met': clockTopics,
  'clock.stopped': clockTopics,
  'clock.warned': clockTopics,
  'clock.breached': clockTopics,
  'clock.excused': clockTopics,
};

/** All orders are the house's; an agency sees its own, an inspector those to be confirmed. */
export const topics: TopicAccess = {
  orders: (_app, actor) => isOfTheHouse(actor),
  inspections: (_app, actor) =>
    isOfTheHouse(actor) || (actor.kind === 'user' && actor.role === 'inspector'),
  agency: (_app, actor, id) =>
    isOfTheHouse(actor) || (actor.kind === 'user' && actor.agencyId === id),
  order: async (app, actor, id) => {
    if (isOfTheHouse(actor)) return true;
    if (actor.kind !== 'user') return false;
    const [order] = await app.db
      .select({ id: orders.id, agencyId: orders.agencyId, typeCode: orders.typeCode })
      .from(orders)
      .where(eq(orders.id, id));
    return order !== undefined && mayTouch(app.db, actor, order);
  },
};
