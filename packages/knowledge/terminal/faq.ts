import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findDatabase, fromTerminal } from '@1999/platform/terminal';
import { importEntries } from '../commands/import-entries.ts';
import { FaqImportLine } from '../contract.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import { sortOut } from '../io/sort-out.ts';
import { exportLines } from '../queries/export.ts';

const USAGE = `npm run faq -- import FILE.jsonl [--replace] | export [FILE.jsonl]

  import  每行一筆 one entry a line: {id, category, agency?, question, answer, similar: []}
          --replace 其他已發布的全部下架 withdraws every other published entry
  export  印出或寫入已發布的知識 prints or writes what is published
  DATABASE_URL 或 DATA_DIR 指出資料庫 DATABASE_URL or DATA_DIR names the database.`;

process.exitCode = await main(process.argv.slice(2));

/** 0 when all went in; 1 when lines were refused; 2 when it was asked wrongly. */
async function main(words: string[]): Promise<number> {
  const asked = argumentsOf(words);
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  const found = await findDatabase(process.env);
  if (!found) {
    console.error(
      '✗ 找不到資料庫 No database: set DATABASE_URL or DATA_DIR (npm start makes one).',
    );
    return 2;
  }
  try {
    return asked.what === 'import'
      ? await importFile(found.url, asked.file, asked.replace)
      : await exportTo(found.url, asked.file);
  } finally {
    await found.stop();
  }
}

async function importFile(url: string, file: string, replace: boolean): Promise<number> {
  const { good, refused, unknown } = readJsonl(file, FaqImportLine);
  const sorted = sortOut(good);
  refused.push(...sorted.refused);
  const { entries } = sorted;
  if (entries.length === 0) {
    console.error(`✗ ${file}: 沒有可匯入的資料 nothing in it can be taken; nothing was changed`);
  } else {
    const counts = await fromTerminal(url, 'npm run faq', (context) =>
      importEntries(context, entries, { replace, by: 'npm run faq' }),
    );
    console.log(
      `✓ 新增 created ${counts.created}, 更新 changed ${counts.changed}, 未變 unchanged ${counts.unchanged}, 下架 withdrawn ${counts.withdrawn}`,
    );
  }
  if (unknown.size > 0) {
    console.error(`! ${file}: 不認得的欄位未採用 fields left out: ${[...unknown].join(', ')}`);
  }
  for (const { line, id, reason } of refused.toSorted((a, b) => a.line - b.line)) {
    console.error(`✗ ${file}:${line} ${id ?? ''} ${reason}`);
  }
  if (refused.length > 0) console.error(`✗ 退回 refused ${refused.length}`);
  return refused.length > 0 || entries.length === 0 ? 1 : 0;
}

async function exportTo(url: string, file: string): Promise<number> {
  const text = await fromTerminal(url, 'npm run faq', ({ tx }) => exportLines(tx));
  if (file) writeFileSync(file, text);
  else process.stdout.write(text);
  return 0;
}

function argumentsOf(words: string[]) {
  try {
    const options = { replace: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [what, file = '', ...more] = positionals;
    if (more.length > 0 || (what === 'import' && !file)) return null;
    if (what !== 'import' && what !== 'export') return null;
    return { what, file, replace: values.replace ?? false } as const;
  } catch {
    return null;
  }
}
