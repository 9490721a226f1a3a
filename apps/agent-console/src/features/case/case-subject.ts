import type { AgentChatView } from '@1999/chat/contract';
import type { CurrentCall } from '@1999/telephony/contract';

/** What a case is written about: the conversation it comes of, a call or a chat. */
export interface CaseSubject {
  /** The call or the chat; its draft is kept under it. */
  readonly refId: string;
  readonly contactId: string;
  readonly citizenId: string;
  /** Null while nobody has said. */
  readonly citizenName: string | null;
}

export const subjectOfCall = ({ callId, contactId, citizen }: CurrentCall): CaseSubject => ({
  refId: callId,
  contactId,
  citizenId: citizen.citizenId,
  citizenName: citizen.name,
});

export const subjectOfChat = (chat: AgentChatView): CaseSubject => ({
  refId: chat.chatId,
  contactId: chat.contactId,
  citizenId: chat.citizenId,
  citizenName: chat.citizen.name,
});
