import type { ImportedEntry } from '../commands/import-entries.ts';
import type { FaqRefused } from '../contract.ts';

/** What may be stored together: of lines with one id the first, and none that ends before it begins. */
export function sortOut(good: readonly { line: number; value: ImportedEntry }[]): {
  entries: ImportedEntry[];
  refused: FaqRefused[];
} {
  const first = new Map<string, number>();
  const entries: ImportedEntry[] = [];
  const refused: FaqRefused[] = [];
  for (const { line, value } of good) {
    const { id, validFrom, validTo } = value;
    const before = first.get(id);
    first.set(id, before ?? line);
    if (before !== undefined) {
      const reason = `same id as line ${before}`;
      refused.push({ line, id, code: 'same_id', field: 'id', reason });
    } else if (validFrom && validTo && !endsLater(validFrom, validTo)) {
      const reason = 'validTo: must be later than validFrom';
      refused.push({ line, id, code: 'ends_before_it_begins', field: 'validTo', reason });
    } else entries.push(value);
  }
  return { entries, refused };
}

const endsLater = (from: string, to: string) =>
  Temporal.Instant.compare(Temporal.Instant.from(to), Temporal.Instant.from(from)) > 0;
