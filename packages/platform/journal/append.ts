import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../access/actor.ts';
import { insertsOf, type Rows } from '../database/insert-together.ts';
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

/** An entry with whose doing it was. */
export interface NotedEntry {
  readonly entry: JournalEntry;
  readonly actor: Actor;
}

/** What a transaction leaves to its last statement. */
export interface WrittenDown {
  readonly entries: readonly NotedEntry[];
  readonly at: Temporal.Instant;
  /** Rows that nothing reads back within the transaction. */
  readonly rows?: readonly Rows[];
  /** What the command answers under its receipt, which it has claimed. */
  readonly answered?: { readonly key: string; readonly result: unknown } | null;
}

/**
 * The statement that writes a transaction's journal rows with the rows it left for the end and its
 * answer; null when there are none. The journal's rows have no position yet: the sealer gives it after the commit, so
 * commands never queue behind each other here. Within one subject, rows keep the order in which
 * they were noted, because commands hold the subject's row lock. Rows of one table are one
 * parameter, so that however many they are it is one statement to prepare.
 */
export function writingDown({ entries, at, rows = [], answered }: WrittenDown): SQL | null {
  const before = insertsOf(rows);
  if (answered) before.push(sql`answered as (${keepAnswer(answered)})`);
  if (before.length + entries.length === 0) return null;
  const first = before.length > 0 ? sql`with ${sql.join(before, sql`, `)}` : sql``;
  return entries.length > 0 ? sql`${first} ${inboxInsert(entries, at)}` : sql`${first} select`;
}

function inboxInsert(entries: readonly NotedEntry[], at: Temporal.Instant): SQL {
  const rows = entries.map(({ entry, actor }) => ({
    id: newId(),
    subject_type: entry.subjectType,
    subject_id: entry.subjectId,
    thread_id: entry.threadId ?? null,
    type: entry.type,
    version: entry.version ?? 1,
    payload: entry.payload ?? {},
    actor_kind: actor.kind === 'user' ? actor.role : actor.kind,
    actor_id: actor.id,
  }));
  return sql`
    insert into journal_inbox
      (id, subject_type, subject_id, thread_id, type, version, payload, actor_kind, actor_id, at)
    select id, subject_type, subject_id, thread_id, type, version, payload, actor_kind, actor_id,
      ${at.toString()}::timestamptz
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (id uuid,
      subject_type text, subject_id uuid, thread_id uuid, type text, version integer,
      payload jsonb, actor_kind text, actor_id text)) with ordinality
    order by ordinality`;
}

function keepAnswer({ key, result }: { key: string; result: unknown }): SQL {
  return sql`update command_receipt set result = ${JSON.stringify(result ?? null)}::jsonb
    where key = ${key}`;
}
