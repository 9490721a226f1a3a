import { z } from 'zod';

const Claims = z.object({
  exp: z.number(),
  grants: z.object({ identity: z.string(), voice: z.object({}).loose() }),
});

/**
 * The identity of a Twilio access token, or undefined when it is no usable one. Its form, expiry
 * and voice grant are looked at; the signature's presence too, but not its value: the API key's
 * secret is known to Twilio and to the hotline, not to this stand-in.
 */
export function accessTokenIdentity(token: string, nowMs: number): string | undefined {
  const [header, payload, signature] = token.split('.');
  if (!header || !payload || !signature) return undefined;
  try {
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (read(header).alg !== 'HS256') return undefined;
    const claims = Claims.parse(read(payload));
    return claims.exp * 1000 > nowMs ? claims.grants.identity : undefined;
  } catch {
    return undefined;
  }
}
