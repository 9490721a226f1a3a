import { type CommandContext, command } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { decideRefresh } from '../domain/refresh.ts';
import { hashToken, successorOf } from '../io/refresh-tokens.ts';
import { appUser, refreshToken, session } from '../io/tables.ts';
import { maySignIn, toSessionUser } from '../queries/users.ts';
import { revokeSession } from './revoke-session.ts';
import type { LiveSession } from './sign-in.ts';

/**
 * Trades a refresh token for its successor. Null when the sign-in has ended; a token kept by a
 * thief ends it here, for both of them. Answers null instead of throwing, so that this commits.
 */
export const refreshSession = command(
  'session.refresh',
  z.strictObject({ token: z.string().min(1).max(200) }),
  async (context, { token }): Promise<LiveSession | null> => {
    const { app, tx, now } = context;
    const found = await lockFamily(context, token);
    if (!found) return null;
    const decision = decideRefresh(
      {
        usedAt: found.refresh_token.usedAt,
        sessionExpiresAt: found.session.expiresAt,
        sessionRevoked: found.session.revokedAt !== null,
        userRefused: !maySignIn(app, found.app_user),
      },
      now,
    );
    if (decision === 'refuse') return null;
    if (decision === 'theft') {
      await revokeSession(context, found.session, 'token_reused');
      return null;
    }
    const successor = successorOf(app.config, token);
    if (decision === 'rotate') {
      await tx
        .update(refreshToken)
        .set({ usedAt: now })
        .where(eq(refreshToken.tokenHash, found.refresh_token.tokenHash));
      await tx.insert(refreshToken).values({
        tokenHash: hashToken(successor),
        sessionId: found.session.id,
        issuedAt: now,
      });
    }
    return {
      sessionId: found.session.id,
      user: toSessionUser(found.app_user),
      refreshToken: successor,
      expiresAt: found.session.expiresAt.toString(),
    };
  },
);

/** The token with its sign-in and user; the sign-in locked, so that two tabs come one by one. */
async function lockFamily({ tx }: CommandContext, token: string) {
  const hash = hashToken(token);
  const [named] = await tx
    .select({ sessionId: refreshToken.sessionId })
    .from(refreshToken)
    .where(eq(refreshToken.tokenHash, hash));
  if (!named) return null;
  await tx.select().from(session).where(eq(session.id, named.sessionId)).for('update');
  const [found] = await tx
    .select()
    .from(refreshToken)
    .innerJoin(session, eq(session.id, refreshToken.sessionId))
    .innerJoin(appUser, eq(appUser.id, session.userId))
    .where(eq(refreshToken.tokenHash, hash));
  return found ?? null;
}
