import type { ChatState } from '../contract.ts';

/**
 * What moves a chat: a person is asked for, or no longer; an agent takes it, gives it to another
 * (or is gone), or back to the bot; it ends.
 */
export const chatActions = [
  'askForPerson',
  'withdraw',
  'take',
  'requeue',
  'returnToBot',
  'end',
] as const;
export type ChatAction = (typeof chatActions)[number];

const moves: Record<ChatState, Partial<Record<ChatAction, ChatState>>> = {
  bot: { askForPerson: 'waiting', end: 'ended' },
  waiting: { withdraw: 'bot', take: 'live', end: 'ended' },
  live: { requeue: 'waiting', returnToBot: 'bot', end: 'ended' },
  ended: {},
};

/** The state after `action`; null when the state does not allow it. */
export function nextChatState(state: ChatState, action: ChatAction): ChatState | null {
  return moves[state][action] ?? null;
}
