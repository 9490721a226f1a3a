import type { AccessTable } from '@1999/platform';

/** Who may do what in this room. */
export const access: AccessTable = {
  /** Only the signed-in person's own devices. */
  'device.subscribe': { agency: 'own' },
  /** The receipt that came with a message is the key to that one delivery. */
  'device.receipt': { public: 'own' },
  'delivery.list': { supervisor: 'any', admin: 'any' },
};
