/** How long after its use a refresh token still gives the same successor, ms. */
export const GRACE_MS = 30_000;

/** What is known of a presented refresh token and of its sign-in. */
export interface PresentedToken {
  readonly usedAt: Temporal.Instant | null;
  readonly sessionExpiresAt: Temporal.Instant;
  readonly sessionRevoked: boolean;
  /** Disabled, or a demo account outside demo mode. */
  readonly userRefused: boolean;
}

/**
 * What to do with it: `rotate` gives a successor; `repeat` gives the same successor again, to a
 * second tab or a laptop that woke up while the first answer was under way; `theft` means somebody
 * kept a token that was used long ago, so the whole family goes; `refuse` is an ended sign-in.
 */
export type RefreshDecision = 'rotate' | 'repeat' | 'theft' | 'refuse';

/** Decides on a presented token at `now`. Exactly 30 s after its use is still a repeat. */
export function decideRefresh(token: PresentedToken, now: Temporal.Instant): RefreshDecision {
  if (token.sessionRevoked || token.userRefused) return 'refuse';
  if (now.epochMilliseconds >= token.sessionExpiresAt.epochMilliseconds) return 'refuse';
  if (token.usedAt === null) return 'rotate';
  const sinceUse = now.epochMilliseconds - token.usedAt.epochMilliseconds;
  return sinceUse <= GRACE_MS ? 'repeat' : 'theft';
}
