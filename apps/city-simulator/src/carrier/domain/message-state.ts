export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received';
export type MessageAction = 'send' | 'deliver' | 'bounce' | 'fail';

const moves: Record<MessageStatus, Partial<Record<MessageAction, MessageStatus>>> = {
  queued: { send: 'sent', fail: 'failed' },
  sent: { deliver: 'delivered', bounce: 'undelivered' },
  delivered: {},
  undelivered: {},
  failed: {},
  received: {},
};

/** The status after `action`. @throws Error when the status does not allow it. */
export function nextMessageStatus(status: MessageStatus, action: MessageAction): MessageStatus {
  const next = moves[status][action];
  if (!next) throw new Error(`a message that is ${status} cannot ${action}`);
  return next;
}

/** How many parts a text is sent in: 160 plain characters or 70 of others; less when joined. */
export function segmentsOf(body: string): number {
  const plain = /^[\x20-\x7e\r\n]*$/.test(body);
  const [single, joined] = plain ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / joined);
}
