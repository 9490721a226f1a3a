import { expect, test } from 'vitest';
import type { FaqState } from '../contract.ts';
import { type FaqAction, stateAfter } from './faq-state.ts';

const table: [FaqState, Record<FaqAction, FaqState | null>][] = [
  ['draft', { edit: 'draft', submit: 'review', publish: null, withdraw: 'draft', expire: null }],
  [
    'review',
    { edit: 'draft', submit: null, publish: 'published', withdraw: 'draft', expire: null },
  ],
  [
    'published',
    { edit: 'draft', submit: null, publish: null, withdraw: 'draft', expire: 'expired' },
  ],
  ['expired', { edit: 'draft', submit: null, publish: null, withdraw: 'draft', expire: null }],
];

test.each(table)('from %s: %j', (state, moves) => {
  for (const [action, next] of Object.entries(moves)) {
    expect(stateAfter(state, action as FaqAction), action).toBe(next);
  }
});
