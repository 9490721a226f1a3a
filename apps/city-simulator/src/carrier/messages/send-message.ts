import { type MessageAction, nextMessageStatus } from '../domain/message-state.ts';
import { newSid } from '../ids.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import type { TextMessage } from './text-message.ts';

/** Milliseconds the network takes for each step of a message. */
const STEP = 50;
const UNREACHABLE_HANDSET = 30003;

/** Takes a message from the API; it goes out at once, each step told to its status callback. */
export function sendMessage(
  board: Switchboard,
  input: { from: string; to: string; body: string; statusCallback?: string },
): TextMessage {
  const now = board.scheduler.now();
  const sid = newSid('SM');
  const message: TextMessage = {
    sid,
    direction: 'outbound-api',
    status: 'queued',
    createdAt: now,
    updatedAt: now,
    ...input,
  };
  board.keepMessage(message);
  report(board, message);
  board.scheduler.after(STEP, () => {
    move(board, message, 'send');
    board.scheduler.after(STEP, () => {
      const reachable = board.handsets.programOf(message.to).kind !== 'unreachable';
      if (!reachable) message.errorCode = UNREACHABLE_HANDSET;
      move(board, message, reachable ? 'deliver' : 'bounce');
    });
  });
  return message;
}

function move(board: Switchboard, message: TextMessage, action: MessageAction): void {
  message.status = nextMessageStatus(message.status, action);
  message.updatedAt = board.scheduler.now();
  if (action === 'send') message.sentAt = message.updatedAt;
  report(board, message);
  board.changed(message.to);
}

function report(board: Switchboard, message: TextMessage): void {
  if (!message.statusCallback) return;
  board.callbacks.send({
    subject: message.sid,
    event: message.status,
    url: message.statusCallback,
    method: 'POST',
    params: {
      AccountSid: board.options.accountSid,
      ApiVersion: '2010-04-01',
      MessageSid: message.sid,
      SmsSid: message.sid,
      MessageStatus: message.status,
      SmsStatus: message.status,
      From: message.from,
      To: message.to,
      ...(message.errorCode && { ErrorCode: String(message.errorCode) }),
    },
  });
}
