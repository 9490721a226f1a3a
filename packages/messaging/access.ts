import type { AccessTable } from '@1999/platform';

/** Who may do what in this room. */
export const access: AccessTable = {
  /** Only the signed-in person's own devices. */
  'device.subscribe': { agency: 'own' },
  'delivery.list': { supervisor: 'any', admin: 'any' },
};
