import { createHmac } from 'node:crypto';
import type { App } from '@1999/platform';

/** A telephone without its number: which calls go to one and the same. `phone` is E.164. */
export function phoneKey(app: App, phone: string): Buffer {
  return createHmac('sha256', app.config.secrets.blindIndexKey)
    .update(`automated-call:${phone}`)
    .digest();
}
