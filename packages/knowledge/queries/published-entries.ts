import { parseInstant, type Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { FaqContent } from '../contract.ts';

/** A published entry in memory, with the time in which it holds. */
export interface PublishedEntry extends Omit<FaqContent, 'validFrom' | 'validTo'> {
  readonly id: string;
  readonly version: number;
  readonly from: Temporal.Instant | null;
  readonly to: Temporal.Instant | null;
}

/** Every entry that everybody sees or will see, in the order of their ids; `at` leaves out all that do not hold then. */
export async function publishedEntries(
  reader: Pick<Reader, 'execute'>,
  at?: Temporal.Instant,
): Promise<PublishedEntry[]> {
  const rows = await reader.execute<{
    key: string;
    version: number;
    content: FaqContent;
    valid_from: string | null;
    valid_to: string | null;
  }>(sql`
    select e.key, v.version, v.content, e.valid_from::text, e.valid_to::text
    from faq_entry e
    join faq_version v on v.entry_id = e.id and v.version = e.published_version
    order by e.key collate "C"`);
  const entries = rows.map(({ key, version, content, valid_from, valid_to }) => {
    const { validFrom: _, validTo: __, ...words } = content;
    const from = valid_from ? parseInstant(valid_from) : null;
    return { ...words, id: key, version, from, to: valid_to ? parseInstant(valid_to) : null };
  });
  return at ? entries.filter((entry) => holdsAt(entry, at)) : entries;
}

/** Whether an entry holds at a moment: from its first moment up to, not including, its last. */
export function holdsAt(
  { from, to }: Pick<PublishedEntry, 'from' | 'to'>,
  at: Temporal.Instant,
): boolean {
  if (from && Temporal.Instant.compare(at, from) < 0) return false;
  return !to || Temporal.Instant.compare(at, to) < 0;
}
