import type { Role } from '@1999/platform/contract';

/** An access token's life, ms. A revoked person keeps reading for no longer than this. */
export const ACCESS_TOKEN_MS = 5 * 60_000;

/**
 * How long a sign-in may be renewed, hours. Seats are shared, so it ends with a long shift; an
 * agency's phone in the field keeps it for a week.
 */
export function sessionHours(role: Role): number {
  return role === 'agency' ? 7 * 24 : 14;
}
