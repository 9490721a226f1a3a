import type { AccessTable } from '@1999/platform';

/** Who may do what with calls. The carrier's and the media peer's own doors check their own keys. */
export const access = {
  'webcall.start': { public: 'own' },
  'webcall.use': { 'cap:call': 'own' },
  'call.handle': { agent: 'own' },
  'call.list': { agent: 'own', supervisor: 'any', admin: 'any' },
  'call.readWrapUpCodes': { agent: 'any', supervisor: 'any', admin: 'any' },
} satisfies AccessTable;
