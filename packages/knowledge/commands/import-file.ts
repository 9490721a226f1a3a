import { type Caller, inTransaction } from '@1999/platform';
import type { z } from 'zod';
import { type FaqImportBody, FaqImportLine, type FaqImportReport } from '../contract.ts';
import { parseJsonl } from '../io/read-jsonl.ts';
import { sortOut } from '../io/sort-out.ts';
import { type ImportCounts, importEntries } from './import-entries.ts';

const NOTHING: ImportCounts = { created: 0, changed: 0, unchanged: 0, withdrawn: 0 };

/** Ends a trial's transaction without keeping anything of it. */
class TriedOut extends Error {
  readonly counts: ImportCounts;
  constructor(counts: ImportCounts) {
    super('tried out');
    this.counts = counts;
  }
}

/**
 * Publishes the entries of a text of JSON lines and reports what it did and refused. A trial says the
 * same of what would be done, and keeps nothing. A text without anything right in it changes nothing.
 */
export async function importFile(
  caller: Caller,
  { text, replace, trial }: z.output<typeof FaqImportBody>,
): Promise<FaqImportReport> {
  const { good, refused, unknown } = parseJsonl(text, FaqImportLine);
  const sorted = sortOut(good);
  const by = caller.actor.id ?? 'import';
  const counts =
    sorted.entries.length === 0
      ? NOTHING
      : await inTransaction(caller, async (context) => {
          const done = await importEntries(context, sorted.entries, { replace, by });
          if (trial) throw new TriedOut(done);
          return done;
        }).catch((error: unknown) => {
          if (error instanceof TriedOut) return error.counts;
          throw error;
        });
  return {
    ...counts,
    refused: [...refused, ...sorted.refused].sort((a, b) => a.line - b.line),
    unknown: [...unknown],
  };
}
