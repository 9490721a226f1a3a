import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';

const BATCH = 5_000;
const GENESIS = Buffer.alloc(32);

export interface JournalVerdict {
  /** How many sealed rows were checked. */
  readonly rows: number;
  /** The last position found. */
  readonly head: number;
  /** One sentence for each fault; empty when the journal is whole. */
  readonly faults: readonly string[];
}

/** The fields a hash is taken over, in their order. */
const FIELDS = [
  'position',
  'id',
  'subject_type',
  'subject_id',
  'thread_id',
  'type',
  'version',
  'payload',
  'actor_kind',
  'actor_id',
  'at',
] as const;

type ChainRow = Record<(typeof FIELDS)[number], string | null> & {
  readonly hash: Buffer;
  readonly partition: string;
};

/**
 * Recomputes the whole chain in this process, apart from the database's own code: positions must
 * run 1, 2, 3 … without a gap, each hash must be sha256(previous hash ‖ canonical text), and the
 * head must say where the last row stands. The canonical text is each field in turn as
 * `BYTES:TEXT`, null as `-`: position, id, subject_type, subject_id, thread_id, type, version,
 * payload (PostgreSQL's text of the jsonb), actor_kind, actor_id, at in whole microseconds since
 * 1970. Stops collecting after 20 faults.
 */
export async function verifyJournal(
  sql: Sql,
  onProgress: (rows: number) => void = () => {},
): Promise<JournalVerdict> {
  const faults: string[] = [];
  const [head] = await sql<{ position: string; hash: Buffer }[]>`
    select position::text, hash from journal_head`;
  if (!head) return { rows: 0, head: 0, faults: ['journal_head has no row'] };
  let position = 0;
  let hash: Buffer = GENESIS;
  let rows = 0;
  while (faults.length < 20) {
    const batch = await readChain(sql, position);
    if (batch.length === 0) break;
    for (const row of batch) {
      const at = Number(row.position);
      if (at !== position + 1) faults.push(`positions ${position + 1} to ${at - 1} are missing`);
      const expected = chainHash(
        hash,
        FIELDS.map((field) => row[field]),
      );
      if (at === position + 1 && !expected.equals(row.hash)) {
        faults.push(`position ${at} (${row.partition}): the row does not match its hash`);
      }
      position = at;
      hash = row.hash;
      rows += 1;
    }
    onProgress(rows);
  }
  if (faults.length < 20 && Number(head.position) > position) {
    faults.push(`the head says ${head.position}, but the last row is ${position}`);
  }
  if (Number(head.position) === position && !head.hash.equals(hash)) {
    faults.push(`the head's hash is not that of position ${position}`);
  }
  return { rows, head: position, faults };
}

/** sha256 over the previous hash and the canonical text of one row's fields. */
export function chainHash(previous: Buffer, fields: readonly (string | null)[]): Buffer {
  const text = fields
    .map((field) => (field === null ? '-' : `${Buffer.byteLength(field)}:${field}`))
    .join('');
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}

function readChain(sql: Sql, after: number): Promise<ChainRow[]> {
  return sql<ChainRow[]>`
    select position::text, id::text, subject_type, subject_id::text, thread_id::text, type,
      version::text, payload::text, actor_kind, actor_id,
      (extract(epoch from at) * 1000000)::bigint::text as at,
      hash, tableoid::regclass::text as partition
    from journal where journal.position > ${after} order by journal.position limit ${BATCH}`;
}
