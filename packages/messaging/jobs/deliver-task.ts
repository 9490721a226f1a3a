import { type App, type Caller, task } from '@1999/platform';
import type { z } from 'zod';
import {
  addresses,
  CannotDeliver,
  channels,
  type OutgoingMessage,
  purposes,
} from '../channels/registries.ts';
import { claimTry, Try } from '../commands/claim-try.ts';
import { giveBackTry } from '../commands/give-back-try.ts';
import { recordDelivery } from '../commands/record-delivery.ts';
import type { DeliveryRow } from '../io/tables.ts';

/** Hands one delivery to its channel: finds the address, writes the words, sends, notes it. */
export const deliverTask = task({ name: 'messaging.deliver', payload: Try, run: deliverOne });

async function deliverOne(app: App, payload: z.output<typeof Try>): Promise<void> {
  const caller: Caller = { app, actor: { kind: 'system', id: 'messaging' } };
  const row = await claimTry(caller, payload);
  if (!row || row.channel === 'app') return;
  const { deliveryId } = payload;
  try {
    const channel = app.services.get(channels).get(row.channel);
    if (!channel) throw new Error(`no ${row.channel} channel is plugged in`);
    const { providerRef } = await channel.send(app, await compose(app, row, row.channel));
    await recordDelivery(caller, { deliveryId, providerRef, outcome: 'sent' });
  } catch (error) {
    // A carrier's error may repeat the phone number it was given, so only its kind is logged.
    const again = !(error instanceof CannotDeliver);
    const reason = error instanceof CannotDeliver ? error.reason : 'channelError';
    const kind = error instanceof Error ? error.name : typeof error;
    app.log.warn({ deliveryId, attempt: payload.attempt, reason, kind }, 'delivery not sent');
    await giveBackTry(caller, { ...payload, reason, again });
  }
}

async function compose(
  app: App,
  row: DeliveryRow,
  channel: 'voice' | 'sms',
): Promise<OutgoingMessage> {
  if (row.toKind === 'agency') throw new CannotDeliver('noAddress');
  const resolve = app.services.get(addresses).get(row.toKind);
  const address = await resolve?.(app, { id: row.toId, purpose: row.purpose });
  if (!address) throw new CannotDeliver('noAddress');
  const write = app.services.get(purposes).get(row.purpose);
  if (!write) throw new CannotDeliver('noWords');
  const locale = address.locale ?? (row.params.locale === 'en' ? 'en' : 'zh-Hant-TW');
  const { refId, params } = row;
  const text = await write(app, { refId, params, locale, channel });
  return { deliveryId: row.id, to: address.phone, text, locale };
}
