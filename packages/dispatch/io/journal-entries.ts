import type { JournalEntry } from '@1999/platform';
import type { ClockRow, Order } from './tables.ts';

/** A step of an order for the journal: ids and codes, and what the step adds. */
export function orderEntry(
  order: Order,
  step: string,
  detail: Record<string, unknown> = {},
): JournalEntry {
  return {
    subjectType: 'order',
    subjectId: order.id,
    threadId: order.caseId,
    type: `order.${step}`,
    payload: {
      caseId: order.caseId,
      agencyId: order.agencyId,
      number: order.number,
      type: order.typeCode,
      danger: order.danger,
      district: order.districtCode,
      ...detail,
    },
  };
}

/** What happened to one clock. */
export function clockEntry(
  clock: Pick<ClockRow, 'id' | 'orderId' | 'kind' | 'danger'>,
  order: Pick<Order, 'caseId' | 'agencyId'>,
  step: 'met' | 'stopped' | 'warned' | 'breached' | 'recomputed',
  detail: Record<string, unknown>,
): JournalEntry {
  const { orderId, kind, danger } = clock;
  return {
    subjectType: 'clock',
    subjectId: clock.id,
    threadId: order.caseId,
    type: `clock.${step}`,
    payload: { orderId, agencyId: order.agencyId, kind, danger, ...detail },
  };
}
