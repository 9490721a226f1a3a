import type { AccessTable } from '@1999/platform';

const everybody = {
  agent: 'own',
  supervisor: 'own',
  agency: 'own',
  admin: 'own',
  inspector: 'own',
} as const;

/** Who may do what with people and agencies. */
export const access: AccessTable = {
  'me.read': everybody,
  'me.phone': { agency: 'own' },
  'agency.list': { agent: 'any', supervisor: 'any', agency: 'any', admin: 'any' },
  'skill.list': { agent: 'any', supervisor: 'any', admin: 'any' },
  'roster.read': { agent: 'any', supervisor: 'any', agency: 'own', admin: 'any' },
  'roster.change': { supervisor: 'any', admin: 'any' },
  'channel.list': { supervisor: 'any', admin: 'any' },
  'channel.change': { supervisor: 'any', admin: 'any' },
  'user.listSkills': { supervisor: 'any', admin: 'any' },
  'user.setSkills': { supervisor: 'any', admin: 'any' },
  'user.list': { admin: 'any' },
  'user.create': { admin: 'any' },
  'user.change': { admin: 'any' },
};
