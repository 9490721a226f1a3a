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

/** What a transaction leaves behind besides its rows. */
export interface WrittenDown {
  readonly entries: readonly JournalEntry[];
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  /** What the command answers under its receipt, which it has claimed; null without one. */
  readonly answered: { readonly key: string; readonly result: unknown } | null;
}

/**
 * Writes a transaction's journal rows and its answer, in one statement. The rows have no position
 * yet: the sealer gives it after the commit, so commands never queue behind each other here. Within
 * one subject, rows keep the order in which they were noted, because commands hold the subject's
 * row lock. The rows are one parameter, so that however many they are it is one statement to
 * prepare.
 */
export async function writeDown(
  tx: Tx,
  { entries, actor, at, answered }: WrittenDown,
): Promise<void> {
  if (entries.length === 0) {
    if (answered) await tx.execute(keepAnswer(answered));
    return;
  }
  const rows = entries.map((entry) => ({
    id: newId(),
    subject_type: entry.subjectType,
    subject_id: entry.subjectId,
    thread_id: entry.threadId ?? null,
    type: entry.type,
    version: entry.version ?? 1,
    payload: entry.payload ?? {},
  }));
  const answer = answered ? sql`with answered as (${keepAnswer(answered)})` : sql``;
  await tx.execute(sql`${answer}
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

function keepAnswer({ key, result }: { key: string; result: unknown }) {
  return sql`update command_receipt set result = ${JSON.stringify(result ?? null)}::jsonb
    where key = ${key}`;
}
