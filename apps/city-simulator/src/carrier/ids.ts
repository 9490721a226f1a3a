import { randomBytes, randomUUID } from 'node:crypto';

/** A sid as Twilio writes it: two letters and 32 hexadecimal digits. */
export function newSid(prefix: 'CA' | 'CF' | 'SM' | 'RE'): string {
  return prefix + randomBytes(16).toString('hex');
}

/** The token that is the same on every repetition of one web hook request. */
export function newIdempotencyToken(): string {
  return randomUUID();
}
