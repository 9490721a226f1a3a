import type { AccessTable } from '@1999/platform';

/** Who may do what with chats. A chat's own token opens that chat and nothing else. */
export const access = {
  'chat.open': { public: 'own' },
  'chat.use': { 'cap:chat': 'own' },
  'chat.handle': { agent: 'own' },
  'chat.read': { agent: 'own', supervisor: 'any', admin: 'any' },
  'chat.set': { supervisor: 'any', admin: 'any' },
} satisfies AccessTable;
