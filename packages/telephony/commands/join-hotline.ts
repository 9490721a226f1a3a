import type { Caller } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { type Call, call } from '../io/tables.ts';
import { type PhoneCaller, takePhoneEvent } from './take-phone-event.ts';

/**
 * Takes a duty officer, whom we have rung, into the hotline's queue as one who has a question, by
 * the same call flow as everybody who rings us. Repeating it changes nothing.
 */
export async function joinHotline(
  caller: Caller,
  phone: PhoneCaller,
  locale: 'zh-Hant-TW' | 'en',
): Promise<Call> {
  const language = locale === 'en' ? 'en' : 'zh';
  const take = (event: Parameters<typeof takePhoneEvent>[1]['event']) =>
    takePhoneEvent(caller, { caller: phone, keys: [], event });
  await take({ type: 'arrived', language });
  return take({ type: 'digit', digit: '1' });
}

/** The line we had rung is over: so is the hotline call it had become, if it had. */
export async function leaveHotline(caller: Caller, callSid: string): Promise<void> {
  const [row] = await caller.app.db
    .select({ id: call.id })
    .from(call)
    .where(eq(call.providerSid, callSid));
  if (!row) return;
  const event = { type: 'hungUp', how: 'hangUp' } as const;
  const phone = { callSid, from: '' };
  await takePhoneEvent(caller, { caller: phone, keys: [], event, lineEnded: true });
}
