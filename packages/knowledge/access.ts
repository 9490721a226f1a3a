import type { AccessTable } from '@1999/platform';

/** Who may do what with the knowledge base: everybody reads, supervision and administration write. */
export const access = {
  'faq.search': { public: 'any' },
  'faq.rate': { public: 'any' },
  'faq.edit': { supervisor: 'any', admin: 'any' },
  'faq.publish': { supervisor: 'any', admin: 'any' },
  /** To the caller of the agent's own call. */
  'faq.text': { agent: 'own' },
  'faq.assist': { agent: 'any', supervisor: 'any' },
} satisfies AccessTable;
