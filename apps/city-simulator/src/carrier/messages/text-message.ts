import type { MessageStatus } from '../domain/message-state.ts';

export interface TextMessage {
  sid: string;
  direction: 'outbound-api' | 'inbound';
  from: string;
  to: string;
  body: string;
  status: MessageStatus;
  statusCallback?: string;
  errorCode?: number;
  createdAt: number;
  updatedAt: number;
  sentAt?: number;
}
