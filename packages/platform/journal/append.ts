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
 * the subject's row lock. The rows are one parameter, so that however many they are it is one
 * statement to prepare.
 */
export async function appendJournal(
  tx: Tx,
  entries: readonly JournalEntry[],
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    id: newId(),
    subject_type: entry.subjectType,
    subject_id: entry.subjectId,
    thread_id: entry.threadId ?? null,
    type: entry.type,
    version: entry.version ?? 1,
    payload: entry.payload ?? {},
  }));
  await tx.execute(sql`
    insert into journal_inbox
      (id, subject_type, subject_id, thread_id, type, version, payload, actor_kind, actor_id, at)
    select id, subject_type, subject_id, thread_id, type, version, payload,
      ${actor.kind === 'user' ? actor.role : actor.kind}::text, ${actor.id}::text,
      ${at.toString()}::timestamptz
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (id uuid,
      subject_type text, subject_id uuid, thread_id uuid, type text, version integer,
      payload jsonb)) with ordinality
    order by ordinality`);
}
