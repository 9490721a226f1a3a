import { createHmac } from 'node:crypto';

/** How long a browser may use its credentials; a reload fetches new ones. */
export const TURN_SECONDS = 3_600;

/**
 * Time-limited credentials for a TURN server that shares a secret with us (coturn's
 * `use-auth-secret`; draft-uberti-behave-turn-rest-00): the user name carries its own expiry, in
 * seconds since 1970, and the password is its HMAC-SHA1. `now` in epoch milliseconds.
 */
export function turnCredentials(
  secret: string,
  name: string,
  now: number,
): { username: string; credential: string } {
  const username = `${Math.floor(now / 1000) + TURN_SECONDS}:${name}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
