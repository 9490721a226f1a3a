import { newIdempotencyToken, newSid } from '../ids.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import { requestWebhook } from '../webhooks/request-webhook.ts';
import type { TextMessage } from './text-message.ts';

/** A text message from a telephone to the hotline's number; its web hook is asked once. */
export function receiveMessage(board: Switchboard, from: string, body: string): TextMessage {
  const now = board.scheduler.now();
  const { number: to, accountSid, authToken, messageUrl } = board.options;
  const sid = newSid('SM');
  const message: TextMessage = {
    sid,
    direction: 'inbound',
    from,
    to,
    body,
    status: 'received',
    createdAt: now,
    updatedAt: now,
  };
  board.keepMessage(message);
  board.changed(from);
  if (messageUrl) {
    const params = {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: from,
      To: to,
      Body: body,
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
    };
    requestWebhook(
      { scheduler: board.scheduler, authToken },
      { url: messageUrl, method: 'POST', params },
      newIdempotencyToken(),
    ).catch((error: Error) => board.warn(error.message));
  }
  return message;
}
