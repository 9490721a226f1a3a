import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '@1999/platform';

const KEY_BYTES = 16;

/**
 * What opens a sound for the carrier, who fetches it without a sign-in: nobody can make it up, and
 * it stays the same, so that the carrier may keep what it has fetched.
 */
export function soundKey(app: Pick<App, 'config'>, soundId: string): string {
  const mac = createHmac('sha256', app.config.secrets.token).update(`ivr sound ${soundId}`);
  return mac.digest().subarray(0, KEY_BYTES).toString('base64url');
}

/** Whether this key opens this sound. */
export function opensSound(app: Pick<App, 'config'>, soundId: string, key: string): boolean {
  const [given, right] = [Buffer.from(key), Buffer.from(soundKey(app, soundId))];
  return given.length === right.length && timingSafeEqual(given, right);
}
