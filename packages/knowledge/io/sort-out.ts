import type { ImportedEntry } from '../commands/import-entries.ts';
import type { RefusedLine } from './read-jsonl.ts';

/** What may be stored together: of lines with one id the first, and none that ends before it begins. */
export function sortOut(good: readonly { line: number; value: ImportedEntry }[]): {
  entries: ImportedEntry[];
  refused: RefusedLine[];
} {
  const first = new Map<string, number>();
  const entries: ImportedEntry[] = [];
  const refused: RefusedLine[] = [];
  for (const { line, value } of good) {
    const { id, validFrom, validTo } = value;
    const before = first.get(id);
    first.set(id, before ?? line);
    if (before !== undefined) refused.push({ line, id, reason: `same id as line ${before}` });
    else if (validFrom && validTo && !endsLater(validFrom, validTo)) {
      refused.push({ line, id, reason: 'validTo: must be later than validFrom' });
    } else entries.push(value);
  }
  return { entries, refused };
}

const endsLater = (from: string, to: string) =>
  Temporal.Instant.compare(Temporal.Instant.from(to), Temporal.Instant.from(from)) > 0;
