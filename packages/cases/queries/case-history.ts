import { userNames } from '@1999/directory';
import { instantText, type Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { HistoryEntry } from '../contract.ts';

interface JournalRow extends Record<string, unknown> {
  readonly id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly at: string;
}

/**
 * Everything that happened to a case, oldest first, sealed or not yet. An agency is told what
 * concerns it or nobody in particular, not what other agencies do.
 */
export async function caseHistory(
  reader: Reader,
  caseId: string,
  forAgency: string | null = null,
): Promise<HistoryEntry[]> {
  const rows = await reader.execute<JournalRow>(sql`
    select id, subject_type, subject_id, type, payload, actor_kind, actor_id, at::text as at
    from journal_all
    where thread_id = ${caseId}
      and (${forAgency}::text is null
        or coalesce(payload ->> 'agencyId', ${forAgency}::text) = ${forAgency}::text)
    order by position nulls last, seq`);
  const people = rows.map((row) => row.actor_id).filter((id) => id !== null && isUuid(id));
  const names = await userNames(reader, [...new Set(people)] as string[]);
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    payload: row.payload,
    actor: {
      kind: row.actor_kind,
      id: row.actor_id,
      name: (row.actor_id && names.get(row.actor_id)) || null,
    },
    at: instantText(row.at),
  }));
}

function isUuid(id: string): boolean {
  return /^[0-9a-f-]{36}$/.test(id);
}
