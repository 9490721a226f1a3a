import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Config } from '@1999/platform';

/** The first refresh token of a sign-in: 256 random bits. */
export function firstRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token after `token`. It follows from it under a secret key, so that the same successor can
 * be given twice although only hashes are kept; whoever lacks the key cannot foresee it.
 */
export function successorOf(config: Config, token: string): string {
  return createHmac('sha256', config.secrets.token)
    .update(`refresh token successor:${token}`)
    .digest('base64url');
}

/** What is kept of a token. It is random enough for a plain hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
