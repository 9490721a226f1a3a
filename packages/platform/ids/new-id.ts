import { randomUUIDv7 } from 'node:crypto';

/** A fresh uuid v7: unique everywhere, and roughly ordered by creation (RFC 9562). */
export function newId(): string {
  return randomUUIDv7();
}
