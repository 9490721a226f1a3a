import type { AccessTable } from '../access/actor.ts';

/** Who may ask for changes by polling. Which topics they get is decided topic by topic. */
export const liveAccess: AccessTable = {
  'changes.read': {
    agent: 'any',
    supervisor: 'any',
    admin: 'any',
    agency: 'own',
    inspector: 'own',
    'cap:call': 'own',
    'cap:case': 'own',
    'cap:survey': 'own',
    'cap:order': 'own',
    'cap:chat': 'own',
  },
};
