import type { AccessTable } from '@1999/platform';

/** Who may do what in this room. */
export const access: AccessTable = {
  'delivery.list': { supervisor: 'any', admin: 'any' },
};
