import type { JournalEntry } from '@1999/platform';
import type { DeliveryStep } from '../contract.ts';
import type { DeliveryRow } from './tables.ts';

/** What the journal keeps of a delivery's step: no address and no words. */
export function deliveryEntry(
  row: DeliveryRow,
  step: DeliveryStep,
  detail: { reason?: string | null; digit?: string | null } = {},
): JournalEntry {
  return {
    subjectType: 'delivery',
    subjectId: row.id,
    threadId: row.threadId,
    type: `delivery.${step}`,
    payload: {
      channel: row.channel,
      purpose: row.purpose,
      refType: row.refType,
      refId: row.refId,
      agencyId: row.agencyId,
      contactId: row.toKind === 'dutyContact' ? row.toId : null,
      ...(detail.reason ? { reason: detail.reason } : {}),
      ...(detail.digit ? { digit: detail.digit } : {}),
    },
  };
}
