import type { AccessTable } from '@1999/platform';

/** Who may do what with the bot's log and its switch. */
export const access = {
  'bot.readLog': { supervisor: 'any', admin: 'any' },
  'bot.handleQuestion': { supervisor: 'any', admin: 'any' },
  'bot.switch': { supervisor: 'any', admin: 'any' },
} satisfies AccessTable;
