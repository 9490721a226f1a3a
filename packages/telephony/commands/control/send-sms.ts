import { deliver } from '@1999/messaging';
import { Conflict, newId } from '@1999/platform';
import { callSms } from '../../io/tables.ts';
import { type Part, tell } from './part.ts';

/** Who writes the words of an agent's text message: see words-of-sms.ts. */
export const SMS_PURPOSE = 'call.sms';

/** Sends the caller a text message. @throws Conflict `no_phone` for one without a known number. */
export async function sendSms(part: Part, text: string): Promise<void> {
  const { context, call, me } = part;
  const { app, tx, now } = context;
  const { phone } = await app.vault.masked(tx, call.citizenId);
  if (!phone) throw new Conflict('no_phone', 'This caller has no telephone number we know.');
  const id = newId();
  const textSealed = await app.vault.seal(tx, call.citizenId, text);
  const sentBy = me.userId ?? me.id;
  await tx.insert(callSms).values({ id, callId: call.id, textSealed, sentBy, at: now });
  await deliver.within(context, {
    channel: 'sms',
    purpose: SMS_PURPOSE,
    refType: 'call',
    refId: id,
    threadId: call.contactId,
    to: { citizenId: call.citizenId },
  });
  await tell(part, 'call.smsSent', { smsId: id, by: me.userId });
}
