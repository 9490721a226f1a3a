import { type App, type Caller, type JobRun, task } from '@1999/platform';
import type { z } from 'zod';
import {
  addresses,
  CannotDeliver,
  channels,
  factsOf,
  type MessageLocale,
  type OutgoingMessage,
  purposes,
  stillNeeded,
} from '../channels/registries.ts';
import { claimTry, Try } from '../commands/claim-try.ts';
import { endAutomatedCall } from '../commands/end-automated-call.ts';
import { giveBackTry } from '../commands/give-back-try.ts';
import { joinCall } from '../commands/join-call.ts';
import { recordDelivery } from '../commands/record-delivery.ts';
import { phoneKey } from '../io/phone-key.ts';
import type { DeliveryRow } from '../io/tables.ts';

/** Read on a screen, by whoever sits there: Chinese first, English after it, in one message. */
const IN_BOTH_LANGUAGES: readonly string[] = ['email', 'push'];

/** Hands one delivery to its channel: finds the address, writes the words, sends, notes it. */
export const deliverTask = task({ name: 'messaging.deliver', payload: Try, run: deliverOne });

async function deliverOne(app: App, payload: z.output<typeof Try>, { run }: JobRun): Promise<void> {
  const caller: Caller = { app, actor: { kind: 'system', id: 'messaging' } };
  // Begun before and not ended: whoever had it is dead, and its try with it.
  const row = await claimTry(caller, { ...payload, takeOver: run > 1 });
  if (!row || row.channel === 'app') return;
  const { deliveryId } = payload;
  const attempt = row.attempts;
  let callId: string | null = null;
  try {
    if (!(await isNeeded(app, row))) throw new CannotDeliver('noLongerNeeded');
    const channel = app.services.get(channels).get(row.channel);
    if (!channel) throw new CannotDeliver('noChannel');
    const message = await compose(app, row, row.channel);
    if (row.channel === 'voice') {
      const key = phoneKey(app, message.to).toString('hex');
      const insist = row.params.insist === true;
      callId = await joinCall(caller, { deliveryId, toId: row.toId, phoneKey: key, insist });
      if (!callId) return;
    }
    const sent = await channel.send(app, { ...message, ...(callId ? { callId } : {}) });
    const { providerRef, outcome = 'sent' } = sent;
    await recordDelivery(caller, { deliveryId, providerRef, outcome });
  } catch (error) {
    // A carrier's error may repeat the phone number it was given, so only its kind is logged.
    const again = !(error instanceof CannotDeliver);
    const reason = error instanceof CannotDeliver ? error.reason : 'channelError';
    const kind = error instanceof Error ? error.name : typeof error;
    app.log.warn({ deliveryId, attempt, reason, kind }, 'delivery not sent');
    if (callId) await endAutomatedCall(caller, { callId, reason: 'notPlaced' });
    await giveBackTry(caller, { deliveryId, attempt, reason, again });
  }
}

async function isNeeded(app: App, row: DeliveryRow): Promise<boolean> {
  const needed = app.services.get(stillNeeded).get(row.purpose);
  return needed ? needed(app, row) : true;
}

async function compose(
  app: App,
  row: DeliveryRow,
  channel: Exclude<DeliveryRow['channel'], 'app'>,
): Promise<OutgoingMessage> {
  const resolve = app.services.get(addresses).get(row.toKind);
  const { purpose, agencyChannelId } = row;
  const address = await resolve?.(app, { id: row.toId, purpose, agencyChannelId });
  if (!address) throw new CannotDeliver(channel === 'push' ? 'noDevice' : 'noAddress');
  const write = app.services.get(purposes).get(row.purpose);
  if (!write) throw new CannotDeliver('noWords');
  const wanted = address.locale ?? (row.params.locale === 'en' ? 'en' : 'zh-Hant-TW');
  const inBoth = IN_BOTH_LANGUAGES.includes(channel);
  const locale = inBoth ? 'zh-Hant-TW' : wanted;
  const { id: deliveryId, refId, params } = row;
  const words = (one: MessageLocale) => write(app, { refId, params, locale: one, channel });
  const text = await words(locale);
  const textEn = inBoth ? await words('en') : undefined;
  const facts = await app.services.get(factsOf).get(purpose)?.(app, refId);
  const { to, secret } = address;
  return { deliveryId, to, secret, text, textEn, locale, facts };
}
