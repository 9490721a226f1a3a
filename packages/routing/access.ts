import type { AccessTable } from '@1999/platform';

/** Who may do what with queues and agents' states. */
export const access = {
  'agent.readOwnState': { agent: 'own' },
  'agent.setOwnState': { agent: 'own' },
  'agent.list': { supervisor: 'any', admin: 'any' },
  'queue.read': { agent: 'any', supervisor: 'any', admin: 'any' },
  'offer.decline': { agent: 'own' },
} satisfies AccessTable;
