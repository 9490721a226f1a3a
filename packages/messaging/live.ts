import type { LiveRooms } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';
import { DELIVERY_STEPS, DeliveryEvent, MASKED_CALL_STEPS, MaskedCallEvent } from './contract.ts';

const whereItIsAbout = ({ refType, refId }: { refType: string; refId: string }) =>
  refType === 'order' ? [`order:${refId}`] : [];

/** A delivery or a masked call about an order is seen where the order is. */
export const live: LiveRooms = Object.fromEntries([
  ...DELIVERY_STEPS.map((step) => [
    `delivery.${step}`,
    (event: JournalEvent) => whereItIsAbout(DeliveryEvent.parse(event.payload)),
  ]),
  ...MASKED_CALL_STEPS.map((step) => [
    `maskedCall.${step}`,
    (event: JournalEvent) => whereItIsAbout(MaskedCallEvent.parse(event.payload)),
  ]),
]);
