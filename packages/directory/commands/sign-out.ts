import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { hashToken } from '../io/refresh-tokens.ts';
import { refreshToken, session } from '../io/tables.ts';
import { revokeSession } from './revoke-session.ts';

/** Ends the sign-in that the refresh token or the session id names. Absent ones are ended already. */
export const signOut = command(
  'session.signOut',
  z.strictObject({ token: z.string().max(200).optional(), sessionId: Id.optional() }),
  async (context, input) => {
    const { tx } = context;
    const sessionIds = new Set<string>();
    if (input.sessionId) sessionIds.add(input.sessionId);
    if (input.token) {
      const [named] = await tx
        .select({ sessionId: refreshToken.sessionId })
        .from(refreshToken)
        .where(eq(refreshToken.tokenHash, hashToken(input.token)));
      if (named) sessionIds.add(named.sessionId);
    }
    for (const id of sessionIds) {
      const [found] = await tx.select().from(session).where(eq(session.id, id)).for('update');
      if (found) await revokeSession(context, found, 'signed_out');
    }
  },
);
