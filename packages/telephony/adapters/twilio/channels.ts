import {
  CannotDeliver,
  type Channel,
  channels,
  type MaskedCarrier,
  maskedCarrier,
} from '@1999/messaging';
import type { App } from '@1999/platform';
import { carrierError, hasCarrier, publicAddress, twilioClient } from './client.ts';

const RING_SECONDS = 25;
/** Refusals that another try would not change: numbers that do not exist or cannot be reached. */
const useless = new Set([21211, 21212, 21214, 21215, 21217, 21219, 21408, 21610, 21612, 21614]);

/** Plugs text messages, automated calls and masked calls into messaging. */
export function plugChannels(app: App): void {
  app.services.get(channels).set('sms', sms).set('voice', voice);
  app.services.get(maskedCarrier).carrier = masked;
}

/** A text message; its fate comes to /message-status. */
const sms: Channel = {
  send: (app, { deliveryId, to, text }) =>
    throughCarrier(app, async (client) => {
      const { sid } = await client.messages.create({
        to,
        from: app.config.twilio.number,
        body: text,
        statusCallback: publicAddress(app, 'message-status', { delivery: deliveryId }),
      });
      return sid;
    }),
};

/** An automated call that speaks its orders and asks for keys; the words are asked for at /alert. */
const voice: Channel = {
  send: (app, { callId: call = '', to, locale }) =>
    throughCarrier(app, async (client) => {
      const { sid } = await client.calls.create({
        to,
        from: app.config.twilio.number,
        url: publicAddress(app, 'alert', { call, locale }),
        statusCallback: publicAddress(app, 'alert-status', { call }),
        statusCallbackEvent: ['answered', 'completed'],
        timeout: RING_SECONDS,
      });
      return sid;
    }),
};

/** The first half of a masked call; the citizen is dialled once a key is pressed (/masked). */
const masked: MaskedCarrier = {
  ring: (app, { callId: call, to, locale }) =>
    throughCarrier(app, async (client) => {
      const { sid } = await client.calls.create({
        to,
        from: app.config.twilio.number,
        url: publicAddress(app, 'masked', { call, locale }),
        statusCallback: publicAddress(app, 'masked-status', { call }),
        statusCallbackEvent: ['completed'],
        timeout: RING_SECONDS,
      });
      return sid;
    }),
};

async function throughCarrier(
  app: App,
  send: (client: ReturnType<typeof twilioClient>) => Promise<string>,
): Promise<{ providerRef: string }> {
  if (!hasCarrier(app)) throw new CannotDeliver('noCarrier');
  try {
    return { providerRef: await send(twilioClient(app)) };
  } catch (error) {
    const code = carrierError(error)?.code;
    if (code && useless.has(code)) throw new CannotDeliver(`carrier${code}`);
    throw error;
  }
}
