import { type App, type Caller, NotFound } from '@1999/platform';
import webPush from 'web-push';
import { endDevice } from '../commands/end-device.ts';
import { outgoingPost } from '../io/outgoing-post.ts';
import { signingPushKeys } from '../io/push-keys.ts';
import { pushReceipt } from '../io/push-receipt.ts';
import { CannotDeliver, type Channel } from './registries.ts';

/** A push service keeps a message for a device that sleeps; after that it tells nobody anything. */
const KEPT_SECONDS = 4 * 3600;
/** The service says that the subscription is no more. */
const GONE = [404, 410];

/**
 * Web push to one browser (RFC 8030): encrypted for it (RFC 8291) and signed by the city's key
 * (RFC 8292). It carries the order's number and a link within the agency's app, no words of anybody,
 * and the receipt the device sends back once it has shown it.
 * A new message about an order takes the place of one not yet fetched. A subscription that the
 * service calls gone is ended here.
 */
export const push: Channel = {
  send: async (app, { deliveryId, to, secret, text, textEn, facts = {} }) => {
    const vapid = await signingPushKeys(app);
    if (!vapid || !secret) throw new CannotDeliver('noPushKey');
    const { id, number, danger } = facts;
    const message = {
      titleZh: text,
      titleEn: textEn ?? text,
      danger: danger === true,
      tag: number ? `order:${number}` : deliveryId,
      link: id ? `orders/${id}` : '',
      receipt: pushReceipt(app, deliveryId),
    };
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: to, keys: JSON.parse(secret) },
      JSON.stringify(message),
      {
        TTL: KEPT_SECONDS,
        urgency: message.danger ? 'high' : 'normal',
        topic: String(id ?? deliveryId).replaceAll('-', ''),
        vapidDetails: { subject: whoAsks(app), ...vapid },
      },
    );
    const answer = await outgoingPost(app, to, asText(headers), body ?? '');
    if (GONE.includes(answer.status)) {
      await endGone(app, to);
      throw new CannotDeliver('deviceGone');
    }
    const later = answer.status === 429 || answer.status >= 500;
    if (later) throw new Error(`answered ${answer.status}`);
    if (answer.status < 200 || answer.status > 299) throw new CannotDeliver(`push${answer.status}`);
    return { providerRef: deliveryId };
  },
};

/** Whom a push service may ask about us. */
function whoAsks({ config }: App): string {
  const { publicUrl, smtpFrom = 'no-reply@localhost' } = config;
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:${smtpFrom}`;
}

function asText(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

async function endGone(app: App, endpoint: string): Promise<void> {
  const caller: Caller = { app, actor: { kind: 'system', id: 'messaging' } };
  try {
    await endDevice(caller, { endpoint, reason: 'gone' });
  } catch (error) {
    // Its person has turned it off meanwhile.
    if (!(error instanceof NotFound)) throw error;
  }
}
