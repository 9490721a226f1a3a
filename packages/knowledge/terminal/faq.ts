import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Tx } from '@1999/platform';
import { findDatabase, fromTerminal } from '@1999/platform/terminal';
import { importEntries } from '../commands/import-entries.ts';
import { importWords } from '../commands/import-words.ts';
import { FaqImportLine } from '../contract.ts';
import { prepareWords } from '../engine.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import { sortOut } from '../io/sort-out.ts';
import { readWordData } from '../io/word-data.ts';
import { exportLines } from '../queries/export.ts';
import { exportWords } from '../queries/words.ts';

const USAGE = `npm run faq -- import FILE.jsonl [--replace] | export [FILE.jsonl]
                  import-words FILE.tsv | export-words [FILE.tsv]

  import  每行一筆 one entry a line: {id, category, agency?, question, answer, similar: []}
          --replace 其他已發布的全部下架 withdraws every other published entry
  export  印出或寫入已發布的知識 prints or writes what is published
  import-words  採用俗稱詞 accepts pairs, a word a line: 詞 TAB 官方用語、官方用語
  export-words  印出或寫入採用中的俗稱詞 prints or writes the pairs in force
  DATABASE_URL 或 DATA_DIR 指出資料庫 DATABASE_URL or DATA_DIR names the database.`;

const WHATS = ['import', 'export', 'import-words', 'export-words'] as const;
const isWhat = (word: string | undefined): word is (typeof WHATS)[number] =>
  WHATS.some((what) => what === word);

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
    const { what, file } = asked;
    if (what === 'import') return await importFile(found.url, file, asked.replace);
    if (what === 'import-words') return await importWordFile(found.url, file);
    return await exportTo(found.url, file, what === 'export' ? exportLines : exportWords);
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

async function importWordFile(url: string, file: string): Promise<number> {
  const { lexicon } = prepareWords(readWordData());
  const { accepted, known, refused } = await fromTerminal(url, 'npm run faq', (context) =>
    importWords(context, readFileSync(file, 'utf8'), { by: 'npm run faq', lexicon }),
  );
  console.log(`✓ 採用 accepted ${accepted}, 已有 known ${known}`);
  for (const { line, reason } of refused) console.error(`✗ ${file}:${line} ${reason}`);
  return refused.length > 0 ? 1 : 0;
}

async function exportTo(
  url: string,
  file: string,
  linesOf: (tx: Tx) => Promise<string>,
): Promise<number> {
  const text = await fromTerminal(url, 'npm run faq', ({ tx }) => linesOf(tx));
  if (file) writeFileSync(file, text);
  else process.stdout.write(text);
  return 0;
}

function argumentsOf(words: string[]) {
  try {
    const options = { replace: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [what, file = '', ...more] = positionals;
    if (more.length > 0 || (what?.startsWith('import') && !file)) return null;
    if (!isWhat(what)) return null;
    return { what, file, replace: values.replace ?? false } as const;
  } catch {
    return null;
  }
}
