import type { AccessTable } from '@1999/platform';

/** Who may do what in this room. `own` is the agency's own orders. */
export const access: AccessTable = {
  'order.issue': { agent: 'any', supervisor: 'any' },
  'order.list': { agent: 'any', supervisor: 'any', admin: 'any', agency: 'own' },
  'order.read': { agent: 'any', supervisor: 'any', admin: 'any', agency: 'own' },
  'order.nearby': { agent: 'any', supervisor: 'any' },
  'order.preview': { agent: 'any', supervisor: 'any' },
  'order.acknowledge': { agency: 'own' },
  'order.arrive': { agency: 'own' },
  'order.report': { agency: 'own' },
  'order.verify': { supervisor: 'any' },
  'order.close': { agency: 'own', supervisor: 'any' },
  'order.return': { agency: 'own' },
  'order.reassign': { agent: 'any', supervisor: 'any' },
  'order.release': { supervisor: 'any' },
  'order.handOff': { agency: 'own', supervisor: 'any' },
};
