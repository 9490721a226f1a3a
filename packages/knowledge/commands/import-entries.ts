import { type CommandContext, insertTogether, newId, rowsOf } from '@1999/platform';
import { inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { FaqContent, FaqImportLine } from '../contract.ts';
import { faqEntry, faqVersion } from '../io/tables.ts';
import { entryEvent, NOT_PUBLIC, publicDates } from './entry-rows.ts';

export type ImportedEntry = z.output<typeof FaqImportLine>;

/** What an import did. */
export interface ImportCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
}

const AT_ONCE = 1_000;

/**
 * Publishes entries, in the caller's transaction: new ones are made, others whose public words differ
 * get a new version; a draft of one whose public words are the same stays as it is. With `replace` every other public entry is withdrawn. Ids must differ.
 */
export async function importEntries(
  { tx, now, journal }: Pick<CommandContext, 'tx' | 'now' | 'journal'>,
  entries: readonly ImportedEntry[],
  { replace, by }: { replace: boolean; by: string },
): Promise<ImportCounts> {
  await tx.execute(sql`lock table faq_entry in share row exclusive mode`);
  const known = new Map(
    (
      await tx.execute<{
        id: string;
        key: string;
        version: number;
        /** What is public; null where nothing is. */
        content: FaqContent | null;
      }>(sql`
        select e.id, e.key, e.version, v.content from faq_entry e
          left join faq_version v on v.entry_id = e.id and v.version = e.published_version`)
    ).map((row) => [row.key, row]),
  );
  const counts = { created: 0, changed: 0, unchanged: 0, withdrawn: 0 };
  const at = { createdAt: now, updatedAt: now };
  const made: (typeof faqEntry.$inferInsert)[] = [];
  const words: (typeof faqVersion.$inferInsert)[] = [];
  for (const { id: key, ...content } of entries) {
    const before = known.get(key);
    known.delete(key);
    if (before?.content && same(before.content, content)) {
      counts.unchanged += 1;
      continue;
    }
    const id = before?.id ?? newId();
    const version = (before?.version ?? 0) + 1;
    words.push({ entryId: id, version, content, at: now, by });
    const public_ = { state: 'published', version, publishedVersion: version } as const;
    if (before) {
      counts.changed += 1;
      await tx
        .update(faqEntry)
        .set({ ...public_, ...publicDates(content), updatedAt: now })
        .where(sql`${faqEntry.id} = ${id}`);
    } else {
      counts.created += 1;
      made.push({ id, key, ...public_, ...publicDates(content), ...at });
    }
    await journal(entryEvent({ id, key }, 'faq.published', version));
  }
  for (let from = 0; from < made.length; from += AT_ONCE) {
    await insertTogether(tx, rowsOf(faqEntry, made.slice(from, from + AT_ONCE)));
  }
  for (let from = 0; from < words.length; from += AT_ONCE) {
    await insertTogether(tx, rowsOf(faqVersion, words.slice(from, from + AT_ONCE)));
  }
  const gone = replace ? [...known.values()].filter(({ content }) => content) : [];
  if (gone.length > 0) {
    await tx
      .update(faqEntry)
      .set({ ...NOT_PUBLIC, state: 'draft', updatedAt: now })
      .where(
        inArray(
          faqEntry.id,
          gone.map(({ id }) => id),
        ),
      );
    for (const row of gone) await journal(entryEvent(row, 'faq.withdrawn', row.version));
  }
  return { ...counts, withdrawn: gone.length };
}

/** Whether two versions say the same, whatever the order of their fields. */
function same(a: FaqContent, b: FaqContent): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof FaqContent>;
  return [...keys].every((key) => canonical(a[key]) === canonical(b[key]));
}

const canonical = (value: unknown) =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
