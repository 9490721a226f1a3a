import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importEntries, knowledge } from '@1999/knowledge';
import { FaqImportLine } from '@1999/knowledge/contract';
import { botEval } from '@1999/knowledge/evaluation';
import { inTransaction } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const entries = [
  {
    id: 'tow',
    category: '交通',
    question: '車輛遭拖吊如何領回？',
    answer: '請至保管場。',
    similar: [],
  },
  {
    id: 'lamp',
    category: '工務',
    question: '如何通報路燈故障？',
    answer: '請告知桿號。',
    similar: [],
  },
];
const questions = [
  { q: '車輛遭拖吊如何領回', faq_id: 'tow', kind: 'keyword' },
  { q: '路燈不亮', faq_id: 'lamp', kind: 'paraphrase' },
  { q: '台積電股價多少', faq_id: null, kind: 'far' },
];

/** Each test starts the program once or twice, which on a busy machine takes its time (ms). */
vi.setConfig({ testTimeout: 90_000 });

let city: TestApp;
let folder: string;
let file: (name: string, lines: readonly object[]) => Promise<string>;
beforeAll(async () => {
  city = await startTestApp({ modules: [knowledge] });
  folder = await mkdtemp(join(tmpdir(), 'eval-'));
  file = async (name, lines) => {
    const path = join(folder, name);
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    return path;
  };
});
afterAll(async () => {
  await city.close();
  await rm(folder, { recursive: true });
});

const run = (env: Record<string, string>, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const program = join(import.meta.dirname, 'main.ts');
    const { DATABASE_URL: _, ...rest } = process.env;
    execFile(
      process.execPath,
      [program, ...args],
      { env: { ...rest, ...env } },
      (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
    );
  });

test('a file of knowledge is enough: no database is looked for', async () => {
  const nowhere = { DATA_DIR: join(folder, 'none') };
  const asked = await file('q.jsonl', questions);
  const { code, out } = await run(nowhere, asked, '--knowledge', await file('k.jsonl', entries));
  expect(code).toBe(0);
  for (const line of [
    '2 筆知識 entries, 3 題 questions',
    /R@1 +100\.0 % {2}\[34\.2, 100\.0\] {2}2\/2/,
    /out-of-scope answered +0\.0 % .* 0\/1/,
    /AUC +1\.000/,
    'kind paraphrase',
    'category 工務',
  ]) {
    expect(out).toMatch(line);
  }
  expect((await run(nowhere, asked)).code).toBe(2);
});

test('with a file of questions alone it is the running city’s own knowledge', async () => {
  await inTransaction(city.caller(), (context) =>
    importEntries(
      context,
      entries.map((entry) => FaqImportLine.parse(entry)),
      {
        replace: true,
        by: 'test',
      },
    ),
  );
  const asked = await file('q2.jsonl', questions);
  const { code, out } = await run({ DATABASE_URL: city.ownerUrl }, asked);
  expect(code).toBe(0);
  expect(out).toMatch(/R@3 +100\.0 %/);
});

test('a question about an entry that is not there is named, and not counted', async () => {
  const asked = await file('q3.jsonl', [...questions, { q: '甲', faq_id: 'gone', kind: 'x' }]);
  const knowledgeFile = await file('k3.jsonl', entries);
  const { code, out, err } = await run({}, asked, '--knowledge', knowledgeFile);
  expect(code).toBe(2);
  expect(err).toContain('q3.jsonl:4');
  expect(out).toContain('3 題 questions');
});

test('without a file the project’s own questions and entries speak, of the half that reports', async () => {
  const { code, out } = await run({ DATA_DIR: join(folder, 'none') });
  expect(code).toBe(0);
  for (const line of [
    /題 questions \(report\)/,
    /kind paraphrase +\(範圍內 in scope \d{2,}/,
    /direct or in choices +\d/,
    /AUC +0\.\d{3} {2}\[/,
  ]) {
    expect(out).toMatch(line);
  }
  expect(out).not.toContain('門檻');
});

test('the half on which thresholds are tuned says which are in force and which would be best', async () => {
  const { out } = await run({}, '--half', 'tune');
  expect(out).toMatch(/門檻[^\n]*\n +in force +direct [^\n]*\n +best here +direct/);
  expect((await run({}, '--half', 'other')).code).toBe(2);
});

test('dangers are put to the detector that is given, and what it got wrong is named', async () => {
  const asked = await file('d.jsonl', [
    { q: '瓦斯外洩', faq_id: null, kind: 'danger' },
    { q: '我不想活了', faq_id: null, kind: 'danger' },
    { q: '瓦斯費', faq_id: null, kind: 'danger-not' },
  ]);
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const knowledgeFile = await file('k4.jsonl', entries);
  await botEval([asked, '--knowledge', knowledgeFile], { isDanger: (q) => q.includes('瓦斯') });
  const out = print.mock.calls.flat().join('\n');
  print.mockRestore();
  expect(out).toMatch(/dangers missed +50\.0 % .* 1\/2\n +✗ 我不想活了/);
  expect(out).toMatch(/false alarms +100\.0 % .* 1\/1\n +! 瓦斯費/);
  expect(out).toContain('範圍外 out 0');
});
