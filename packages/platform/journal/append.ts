import { sql } from 'drizzle-orm';
import type { Actor } from '../access/actor.ts';
import type { Tx } from '../database/client.ts';
import { newId } from '../ids/new-id.ts';

/** A change of state, as a command writes it down. Ids and codes only: no personal data. */
export interface JournalEntry {
  /** What changed, for example `order`. */
  readonly subjectType: string;
  readonly subjectId: string;
  /** The case whose story this belongs to, when there is one. */
  readonly threadId?: string | null;
  /** `subject.pastTense`, for example `order.acknowledged`. */
  readonly type: string;
  /** The payload's form; old versions parse for ever. 1 when absent. */
  readonly version?: number;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/**
 * Writes journal rows in the caller's transaction, one statement for all of them. They have no
 * position yet: the sealer gives it after the commit, so commands never queue behind each other
 * here. Within one subject, rows keep the order in which they were appended, because commands hold
 * the subject's row lock. At most 6,000 rows at once (ten parameters each).
 */
export async function appendJournal(
  tx: Tx,
  entries: readonly JournalEntry[],
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(
    (entry) => sql`(${newId()}, ${entry.subjectType}, ${entry.subjectId},
      ${entry.threadId ?? null}, ${entry.type}, ${entry.version ?? 1},
      ${JSON.stringify(entry.payload ?? {})}::jsonb,
      ${actor.kind === 'user' ? actor.role : actor.kind}, ${actor.id}, ${at.toString()})`,
  );
  await tx.execute(sql`
    insert into journal_inbox
      (id, subject_type, subject_id, thread_id, type, version, payload, actor_kind, actor_id, at)
    values ${sql.join(rows, sql`, `)}`);
}
