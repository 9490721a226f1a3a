import { join } from 'node:path';
import { demoDutyPhones } from '@1999/directory';
import { type Config, freePort, superviseChild } from '@1999/platform';
import type { Logger } from 'pino';

const APPS = join(import.meta.dirname, '../..');

/** The agencies' duty telephones, as /phone offers them by name. */
const dutyPhones = demoDutyPhones.map(({ number, nameZh, nameEn }) => ({
  number,
  zh: nameZh,
  en: nameEn,
  kind: 'duty',
}));

/**
 * The processes that stand beside a single-process hotline: the media peer of web calls, and in
 * demo mode, unless a real Twilio account is configured, the local carrier with its /phone page.
 * Returns the configuration that points at them.
 */
export async function startOutsideWorld(
  config: Config,
  log: Logger,
): Promise<{ config: Config; stop: () => Promise<void> }> {
  const self = `${config.tls ? 'https' : 'http'}://127.0.0.1:${config.port}`;
  const stops: (() => Promise<void>)[] = [];
  let next = config;
  if (!config.mediaUrl) {
    const port = await freePort();
    const media = await superviseChild({
      name: 'media',
      entry: join(APPS, 'media/src/main.ts'),
      env: {
        MEDIA_PORT: String(port),
        MEDIA_SECRET: config.secrets.media,
        MEDIA_EVENTS_URL: `${self}/telephony/media/events`,
      },
      log,
    });
    stops.push(media.stop);
    next = { ...next, mediaUrl: `http://127.0.0.1:${port}` };
  }
  if (config.demo && !config.twilio.apiUrl && !process.env.TWILIO_ACCOUNT_SID) {
    const port = await freePort();
    const carrier = await superviseChild({
      name: 'carrier',
      entry: join(APPS, 'city-simulator/src/carrier/main.ts'),
      env: {
        CARRIER_PORT: String(port),
        CARRIER_ACCOUNT_SID: config.twilio.accountSid,
        CARRIER_AUTH_TOKEN: config.twilio.authToken,
        CARRIER_NUMBER: config.twilio.number,
        CARRIER_VOICE_URL: `${config.publicUrl}/telephony/twilio/voice`,
        CARRIER_CLIENT_VOICE_URL: `${config.publicUrl}/telephony/twilio/client`,
        CARRIER_FALLBACK_URL: `${config.publicUrl}/telephony/twilio/fallback`,
        CARRIER_STATUS_URL: `${config.publicUrl}/telephony/twilio/status`,
        CARRIER_PHONES: JSON.stringify(dutyPhones),
      },
      log,
    });
    stops.push(carrier.stop);
    next = { ...next, twilio: { ...next.twilio, apiUrl: `http://127.0.0.1:${port}` } };
  }
  return {
    config: next,
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
