import type { FaqState } from '../contract.ts';

export type FaqAction = 'edit' | 'submit' | 'publish' | 'withdraw' | 'expire';

/** The moves of an entry. `withdraw` also takes back a public version that is being edited. */
const moves: Record<FaqState, Partial<Record<FaqAction, FaqState>>> = {
  draft: { edit: 'draft', submit: 'review', withdraw: 'draft' },
  review: { edit: 'draft', publish: 'published', withdraw: 'draft' },
  published: { edit: 'draft', withdraw: 'draft', expire: 'expired' },
  expired: { edit: 'draft', withdraw: 'draft' },
};

/** The state after `action`, or null when the state does not allow it. */
export function stateAfter(state: FaqState, action: FaqAction): FaqState | null {
  return moves[state][action] ?? null;
}
