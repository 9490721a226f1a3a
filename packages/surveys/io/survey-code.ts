import { createHash, createHmac } from 'node:crypto';
import type { App } from '@1999/platform';

/**
 * The code of an invitation's link: 96 bits of an HMAC of its id, so the text of a message can be
 * composed when it is sent and the code itself is stored nowhere.
 */
export function surveyCode(app: App, invitationId: string): string {
  return createHmac('sha256', app.config.secrets.token)
    .update(`survey:${invitationId}`)
    .digest('base64url')
    .slice(0, 16);
}

/** What is stored of a code, to find its invitation again. */
export function codeHash(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
