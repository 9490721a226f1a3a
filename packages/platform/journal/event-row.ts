import type { JournalEvent } from '../contract.ts';
import { instantText } from '../database/instant.ts';

/** The columns of a sealed event, as `eventFromRow` reads them. Plain SQL, no parameters. */
export const EVENT_COLUMNS = `position::text, id, subject_type, subject_id, thread_id, type, version,
  payload, actor_kind, actor_id, at::text`;

export interface EventRow extends Record<string, unknown> {
  readonly position: string;
  readonly id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly thread_id: string | null;
  readonly type: string;
  readonly version: number;
  readonly payload: Record<string, unknown>;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly at: string;
}

/** A sealed row as the event that reactions and live clients are given. */
export function eventFromRow(row: EventRow): JournalEvent {
  return {
    id: row.id,
    position: Number(row.position),
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    threadId: row.thread_id,
    type: row.type,
    version: row.version,
    payload: row.payload,
    actor: { kind: row.actor_kind, id: row.actor_id },
    at: instantText(row.at),
  };
}
