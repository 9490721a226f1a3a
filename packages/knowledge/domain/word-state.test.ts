import { expect, test } from 'vitest';
import { WordState } from '../contract.ts';
import { type WordAction, wordStateAfter } from './word-state.ts';

const moves: Record<WordState, Record<WordAction, WordState | null>> = {
  proposed: { accept: 'accepted', withdraw: 'withdrawn' },
  accepted: { accept: null, withdraw: 'withdrawn' },
  withdrawn: { accept: null, withdraw: null },
};

test.each(
  WordState.options.flatMap((state) =>
    (['accept', 'withdraw'] as const).map((action) => [state, action] as const),
  ),
)('%s, %s', (state, action) => expect(wordStateAfter(state, action)).toBe(moves[state][action]));
