import type { ChatState } from '../contract.ts';

/** What moves a chat: a person is asked for, or no longer; an agent takes it; it ends. */
export const chatActions = ['askForPerson', 'withdraw', 'take', 'end'] as const;
export type ChatAction = (typeof chatActions)[number];

const moves: Record<ChatState, Partial<Record<ChatAction, ChatState>>> = {
  bot: { askForPerson: 'waiting', end: 'ended' },
  waiting: { withdraw: 'bot', take: 'live', end: 'ended' },
  live: { end: 'ended' },
  ended: {},
};

/** The state after `action`; null when the state does not allow it. */
export function nextChatState(state: ChatState, action: ChatAction): ChatState | null {
  return moves[state][action] ?? null;
}
