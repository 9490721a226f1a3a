import type { LiveRooms } from '@1999/platform';
import { DELIVERY_STEPS, DeliveryEvent } from './contract.ts';

/** A delivery about an order is seen where the order is. */
export const live: LiveRooms = Object.fromEntries(
  DELIVERY_STEPS.map((step) => [
    `delivery.${step}`,
    (event) => {
      const { refType, refId } = DeliveryEvent.parse(event.payload);
      return refType === 'order' ? [`order:${refId}`] : [];
    },
  ]),
);
