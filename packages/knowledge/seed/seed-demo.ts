import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type App, inTransaction } from '@1999/platform';
import { importEntries } from '../commands/import-entries.ts';
import { FaqImportLine } from '../contract.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import { sortOut } from '../io/sort-out.ts';

const ENTRIES = join(import.meta.dirname, '../data/entries.jsonl');

/** Gives the demo city the entries written for it. @throws when one of them is not right. */
export async function seedDemo(app: App): Promise<void> {
  if (!existsSync(ENTRIES)) return;
  const { good, refused } = readJsonl(ENTRIES, FaqImportLine);
  const sorted = sortOut(good);
  const [wrong] = [...refused, ...sorted.refused];
  if (wrong) throw new Error(`entries.jsonl:${wrong.line} ${wrong.id}: ${wrong.reason}`);
  const by = 'seed';
  await inTransaction({ app, actor: { kind: 'system', id: by } }, (context) =>
    importEntries(context, sorted.entries, { replace: false, by }),
  );
}
