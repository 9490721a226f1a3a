import type { ChatKind } from '../contract.ts';

/** What routing calls the two kinds: a relay is told from a chat in every figure about queues. */
export const channelOf = (kind: ChatKind): string => kind;

/** Whether what routing offers is a chat of either kind. */
export const isChatChannel = (channel: string): channel is ChatKind =>
  channel === 'chat' || channel === 'relay';
