import type { WordState } from '../contract.ts';

export type WordAction = 'accept' | 'withdraw';

/** The moves of a city's own pair. One that was withdrawn stays so; it can be proposed anew. */
const moves: Record<WordState, Partial<Record<WordAction, WordState>>> = {
  proposed: { accept: 'accepted', withdraw: 'withdrawn' },
  accepted: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after `action`, or null when the state does not allow it. */
export function wordStateAfter(state: WordState, action: WordAction): WordState | null {
  return moves[state][action] ?? null;
}
