import { type Caller, command, newId, Unauthorised } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import type { Credentials, SessionUser } from '../contract.ts';
import type { GuessLimit } from '../domain/attempts.ts';
import { sessionHours } from '../domain/session-life.ts';
import { attemptGuardOf } from '../io/attempt-guard.ts';
import { passwordFits } from '../io/passwords.ts';
import { firstRefreshToken, hashToken } from '../io/refresh-tokens.ts';
import { refreshToken, session } from '../io/tables.ts';
import { findByUsername, maySignIn, toActor, toSessionUser } from '../queries/users.ts';

const MINUTES_15 = 15 * 60_000;
/** Five wrong passwords shut the account for 15 minutes. */
const limit: GuessLimit = { failures: 5, withinMs: MINUTES_15, lockMs: MINUTES_15 };

/** A sign-in that may go on: what the cookie and the access token are made of. */
export interface LiveSession {
  readonly sessionId: string;
  readonly user: SessionUser;
  readonly refreshToken: string;
  readonly expiresAt: string;
}

/**
 * Signs a person in by username and password. Unknown, disabled and wrong answer alike and take
 * the same time. Never under an Idempotency-Key, so that no token is kept with its answer.
 * @throws Unauthorised `sign_in_failed`; AppError 423 `locked` after five failures.
 */
export async function signIn(
  caller: Caller,
  credentials: z.output<typeof Credentials>,
): Promise<LiveSession> {
  const { app } = caller;
  const username = credentials.username.toLowerCase();
  const guard = attemptGuardOf(app, `account:${username}`, limit);
  await guard.check(app.db);
  const user = await findByUsername(app.db, username);
  // Outside the transaction: hashing takes long and must not hold a connection.
  const fits = await passwordFits(credentials.password, user?.passwordHash ?? null);
  const known = user && fits && maySignIn(app, user) ? user : null;
  const sessionId = newId();
  const actor = known ? toActor(known, sessionId) : caller.actor;
  const started = await startSession(
    { app, actor },
    { username, sessionId, userId: known?.id ?? null },
  );
  if (!started || !known) {
    throw new Unauthorised('sign_in_failed', 'The username or the password is wrong.');
  }
  return { sessionId, user: toSessionUser(known), ...started };
}

const startSession = command(
  'session.start',
  z.strictObject({ username: z.string(), sessionId: Id, userId: Id.nullable() }),
  async ({ app, tx, now, actor, journal }, input) => {
    const guard = attemptGuardOf(app, `account:${input.username}`, limit);
    await guard.enter(tx);
    if (!input.userId || actor.kind !== 'user') {
      await guard.failed(tx);
      return null;
    }
    await guard.passed(tx);
    const expiresAt = now.add({ hours: sessionHours(actor.role) });
    const first = firstRefreshToken();
    await tx
      .insert(session)
      .values({ id: input.sessionId, userId: input.userId, startedAt: now, expiresAt });
    await tx
      .insert(refreshToken)
      .values({ tokenHash: hashToken(first), sessionId: input.sessionId, issuedAt: now });
    await journal({
      subjectType: 'session',
      subjectId: input.sessionId,
      type: 'session.started',
      payload: { userId: input.userId },
    });
    return { refreshToken: first, expiresAt: expiresAt.toString() };
  },
);
