import type { LiveRooms } from '@1999/platform';
import { DELIVERY_STATES, DeliveryEvent } from './contract.ts';

/** A delivery about an order is seen where the order is. */
export const live: LiveRooms = Object.fromEntries(
  DELIVERY_STATES.map((state) => [
    `delivery.${state}`,
    (event) => {
      const { refType, refId } = DeliveryEvent.parse(event.payload);
      return refType === 'order' ? [`order:${refId}`] : [];
    },
  ]),
);
