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

/** A process beside the hotline, and the settings by which the hotline finds it. */
interface Beside {
  readonly found: (config: Config) => Config;
  readonly stop: () => Promise<void>;
}

/**
 * The processes that stand beside a single-process hotline: the media peer of web calls, and in
 * demo mode, unless a real Twilio account is configured, the local carrier with its /phone page.
 * Returns the configuration that points at them. @throws when one does not start; neither is left.
 */
export async function startOutsideWorld(
  config: Config,
  log: Logger,
): Promise<{ config: Config; stop: () => Promise<void> }> {
  const wanted = [
    ...(config.mediaUrl ? [] : [startMedia(config, log)]),
    ...(wantsCarrier(config) ? [startCarrier(config, log)] : []),
  ];
  const outcomes = await Promise.allSettled(wanted);
  const started = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
  };
  const failed = outcomes.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { config: started.reduce((so, { found }) => found(so), config), stop };
}

const wantsCarrier = (config: Config) =>
  config.demo && !config.twilio.apiUrl && !process.env.TWILIO_ACCOUNT_SID;

async function startMedia(config: Config, log: Logger): Promise<Beside> {
  const port = await freePort();
  const { stop } = await superviseChild({
    name: 'media',
    entry: join(APPS, 'media/src/main.ts'),
    env: {
      MEDIA_PORT: String(port),
      MEDIA_SECRET: config.secrets.media,
      MEDIA_EVENTS_URL: `${config.tls ? 'https' : 'http'}://127.0.0.1:${config.port}/telephony/media/events`,
    },
    log,
  });
  return { stop, found: (so) => ({ ...so, mediaUrl: `http://127.0.0.1:${port}` }) };
}

async function startCarrier(config: Config, log: Logger): Promise<Beside> {
  const port = await freePort();
  const { stop } = await superviseChild({
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
  const apiUrl = `http://127.0.0.1:${port}`;
  return { stop, found: (so) => ({ ...so, twilio: { ...so.twilio, apiUrl } }) };
}
