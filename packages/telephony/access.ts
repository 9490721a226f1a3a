import type { AccessTable } from '@1999/platform';

/** Who may do what with calls. The carrier's and the media peer's own doors check their own keys. */
export const access = {
  'webcall.start': { public: 'own' },
  'webcall.use': { 'cap:call': 'own' },
  // A supervisor who took a call over handles it like an agent.
  'call.handle': { agent: 'own', supervisor: 'own' },
  'call.takeOffer': { agent: 'own' },
  'call.supervise': { supervisor: 'any' },
  'call.readSnapshot': { agent: 'own', supervisor: 'any', admin: 'any' },
  'call.readTransferTargets': { agent: 'any', supervisor: 'any' },
  'call.list': { agent: 'own', supervisor: 'any', admin: 'any' },
  'recording.listen': { supervisor: 'any', admin: 'any' },
  'recording.readPolicy': { supervisor: 'any', admin: 'any' },
  'recording.setPolicy': { admin: 'any' },
  'ivr.read': { supervisor: 'any', admin: 'any' },
  'ivr.edit': { supervisor: 'any' },
  'call.readWrapUpCodes': { agent: 'any', supervisor: 'any', admin: 'any' },
} satisfies AccessTable;
