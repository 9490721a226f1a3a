import type { App } from '@1999/platform';
import twilio from 'twilio';

const LIFE_SECONDS = 3_600;

/**
 * What an agent's browser signs in to the carrier with. The identity has underscores, because the
 * carrier allows no hyphens in it. `carrierUrl` tells the page of a carrier of our own.
 */
export function clientToken(
  app: App,
  userId: string,
): { identity: string; token: string; carrierUrl: string | null } {
  const { accountSid, authToken, apiKey, applicationSid, apiUrl } = app.config.twilio;
  const identity = userId.replaceAll('-', '_');
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(
    accountSid,
    apiKey?.sid ?? accountSid,
    apiKey?.secret ?? authToken,
    {
      identity,
      ttl: LIFE_SECONDS,
    },
  );
  token.addGrant(
    new AccessToken.VoiceGrant({
      incomingAllow: false,
      ...(applicationSid ? { outgoingApplicationSid: applicationSid } : {}),
    }),
  );
  return { identity, token: token.toJwt(), carrierUrl: apiUrl ? '/phone' : null };
}
