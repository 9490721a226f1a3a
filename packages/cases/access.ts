import type { AccessTable } from '@1999/platform';

/** Who may do what with cases. An agency's own are those it holds or held an order of. */
export const access: AccessTable = {
  'case.open': { agent: 'any', supervisor: 'any' },
  'case.read': { agent: 'any', supervisor: 'any', admin: 'any', agency: 'own' },
  'case.find': { agent: 'any', supervisor: 'any' },
  'case.link': { agent: 'any', supervisor: 'any' },
  'case.describe': { agent: 'any', supervisor: 'any' },
  'case.status': { agent: 'any', supervisor: 'any', admin: 'any', 'cap:case': 'own' },
  'case.track': { public: 'any' },
  'attachment.add': { agent: 'any', supervisor: 'any', agency: 'own' },
  'attachment.read': {
    agent: 'any',
    supervisor: 'any',
    admin: 'any',
    agency: 'own',
    inspector: 'own',
  },
  'citizen.history': { agent: 'any', supervisor: 'any' },
  'citizen.describe': { agent: 'any', supervisor: 'any' },
  'citizen.erase': { admin: 'any' },
  'draft.keep': { agent: 'own', supervisor: 'own' },
  'script.read': { agent: 'any', supervisor: 'any', admin: 'any' },
  'placeMark.search': { agent: 'any', supervisor: 'any', admin: 'any' },
  'placeMark.import': { supervisor: 'any', admin: 'any' },
  'reference.read': { public: 'any' },
};
