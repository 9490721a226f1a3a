import { createHmac } from 'node:crypto';
import { type App, AppError, type Reader, type Tx } from '@1999/platform';
import { eq, sql } from 'drizzle-orm';
import { afterFailure, type GuessLimit, lockedForMs } from '../domain/attempts.ts';
import { attemptGuard } from './tables.ts';

/**
 * Counts wrong guesses at something guarded by a secret: an account, a tracking code. What does
 * not exist is counted alike, so that a lock tells nothing.
 */
export interface AttemptGuard {
  /** @throws AppError 423 with Retry-After while the door is shut. Cheap, for before the work. */
  check(reader: Reader): Promise<void>;
  /** As `check`, and holds the count, so that guesses made at once are judged one by one. */
  enter(tx: Tx): Promise<void>;
  /** Notes a wrong guess. The transaction must commit, so answer the failure after it. */
  failed(tx: Tx): Promise<void>;
  /** Forgets the wrong guesses after a right one. */
  passed(tx: Tx): Promise<void>;
}

/** The guard of `subject` (for example `account:agent1`), which is kept as a keyed hash only. */
export function attemptGuardOf(app: App, subject: string, limit: GuessLimit): AttemptGuard {
  const guardKey = createHmac('sha256', app.config.secrets.blindIndexKey)
    .update(`attempts:${subject}`)
    .digest();
  const here = eq(attemptGuard.guardKey, guardKey);

  const find = async (reader: Reader) =>
    (await reader.select().from(attemptGuard).where(here))[0] ?? null;
  const refuseWhileLocked = async (reader: Reader) => {
    const ms = lockedForMs(await find(reader), app.clock.now());
    if (ms === 0) return;
    throw new AppError(423, 'locked', 'Too many wrong attempts; wait before you try again.', {
      retryAfterSeconds: Math.ceil(ms / 1000),
    });
  };
  return {
    check: refuseWhileLocked,
    enter: async (tx) => {
      await tx.execute(
        sql`select pg_advisory_xact_lock(${guardKey.readBigInt64BE(0).toString()}::bigint)`,
      );
      await refuseWhileLocked(tx);
    },
    failed: async (tx) => {
      const now = app.clock.now();
      const next = afterFailure(await find(tx), limit, now);
      await tx
        .insert(attemptGuard)
        .values({ guardKey, ...next })
        .onConflictDoUpdate({ target: attemptGuard.guardKey, set: next });
      await forgetOld(tx, now);
    },
    passed: async (tx) => {
      await tx.delete(attemptGuard).where(here);
    },
  };
}

/** Guesses of yesterday matter no more; dropping a few at a time keeps the table small. */
async function forgetOld(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.execute(sql`delete from attempt_guard where guard_key in (
    select guard_key from attempt_guard where since < ${now.subtract({ hours: 24 }).toString()}
    limit 20 for update skip locked)`);
}
