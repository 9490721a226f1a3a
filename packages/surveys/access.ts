import type { AccessTable } from '@1999/platform';

/** Who may do what with surveys. The code in the link is the citizen's key to the one survey. */
export const access = {
  'survey.read': { public: 'own' },
  'survey.answer': { public: 'own' },
  'survey.readAnswer': { agent: 'any', supervisor: 'any', admin: 'any' },
} satisfies AccessTable;
