import type { CommandContext } from '@1999/platform';
import { and, eq, isNull } from 'drizzle-orm';
import type { RevokeReason } from '../contract.ts';
import { session } from '../io/tables.ts';

/** Ends a sign-in with its whole family of refresh tokens; nothing happens when it has ended. */
export async function revokeSession(
  { tx, now, journal }: CommandContext,
  ended: { readonly id: string; readonly userId: string },
  reason: RevokeReason,
): Promise<void> {
  const revoked = await tx
    .update(session)
    .set({ revokedAt: now, revokedReason: reason })
    .where(and(eq(session.id, ended.id), isNull(session.revokedAt)))
    .returning({ id: session.id });
  if (revoked.length === 0) return;
  await journal({
    subjectType: 'session',
    subjectId: ended.id,
    type: 'session.revoked',
    payload: { userId: ended.userId, reason },
  });
}

/** Ends every sign-in of a user, because something about the user has changed. */
export async function revokeSessionsOf(context: CommandContext, userId: string): Promise<void> {
  const live = await context.tx
    .select({ id: session.id, userId: session.userId })
    .from(session)
    .where(and(eq(session.userId, userId), isNull(session.revokedAt)))
    .orderBy(session.id)
    .for('update');
  for (const one of live) await revokeSession(context, one, 'user_changed');
}
