import type { AccessTable } from '@1999/platform';

/** Who may look at the boards. */
export const access = {
  'board.read': { supervisor: 'any', admin: 'any' },
} satisfies AccessTable;
