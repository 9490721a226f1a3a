import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { type Actor, type App, newId, Services, Wake } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEntry } from './commands/create-entry.ts';
import { knowledge, search } from './index.ts';

let city: TestApp;
let folder: string;
let editor: Actor;
beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory, knowledge] });
  folder = await mkdtemp(join(tmpdir(), 'faq-'));
  const id = newId();
  await city.app.sql`insert into app_user
    (id, username, display_name, role, locale, password_hash, demo, created_at)
    values (${id}, 'editor', '編輯', 'supervisor', 'zh-Hant-TW', 'x', false, now())`;
  editor = { kind: 'user', id, role: 'supervisor', agencyId: null, sessionId: newId() };
});
afterAll(async () => {
  await city.close();
  await rm(folder, { recursive: true });
});

const anybody = () => city.as({ kind: 'public', id: null });
const desk = () => city.as(editor);
const words = (question: string, more: object = {}) => ({
  question,
  answer: '請攜帶證件辦理。',
  category: '交通',
  ...more,
});
const found = async (q: string) => {
  const { body, status } = await anybody().get(`/api/faq/search?q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.hits.map((hit: { faqId: string }) => hit.faqId);
};
async function published(id: string, question: string, more: object = {}): Promise<void> {
  await createEntry(city.caller(editor), { id, ...words(question, more) });
  expect((await desk().post(`/api/faq-entries/${id}/submission`)).status).toBe(200);
  expect((await desk().post(`/api/faq-entries/${id}/publication`)).status).toBe(200);
  await city.settle();
}

describe('an entry on its way', () => {
  test('is found by everybody only once it is published', async () => {
    const made = await desk().post('/api/faq-entries', {
      id: 'tow',
      ...words('車輛遭拖吊如何領回？'),
    });
    expect(made).toMatchObject({ status: 201, body: { id: 'tow', version: 1 } });
    await city.settle();
    expect(await found('拖吊領回')).toEqual([]);
    expect((await anybody().get('/api/faq/tow')).status).toBe(404);
    expect((await desk().post('/api/faq-entries/tow/publication')).body.code).toBe('illegal_move');
    await desk().post('/api/faq-entries/tow/submission');
    await desk().post('/api/faq-entries/tow/publication');
    await city.settle();
    expect(await found('拖吊領回')).toEqual(['tow']);
    expect((await anybody().get('/api/faq/tow')).body.question).toBe('車輛遭拖吊如何領回？');
    expect((await anybody().get('/api/faq/suggest?q=cheliang')).body).toEqual([
      { faqId: 'tow', title: '車輛遭拖吊如何領回？' },
    ]);
  });

  test('keeps its public words while it is edited, and every version stays', async () => {
    await published('park', '路邊停車費如何繳納？');
    const edit = { ...words('路邊停車費有哪些繳納方式？'), basedOn: 1 };
    expect((await desk().put('/api/faq-entries/park', edit)).body).toEqual({
      id: 'park',
      version: 2,
    });
    await city.settle();
    expect((await anybody().get('/api/faq/park')).body.question).toBe('路邊停車費如何繳納？');
    const again = await desk().put('/api/faq-entries/park', edit);
    expect(again).toMatchObject({ status: 409, body: { code: 'edited_meanwhile' } });
    const { body } = await desk().get('/api/faq-entries/park');
    expect(body.entry).toMatchObject({ state: 'draft', version: 2, publishedVersion: 1 });
    expect(body.versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  });

  test('is withdrawn at once', async () => {
    await published('wd', '腳踏車違規停放如何檢舉？');
    await desk().post('/api/faq-entries/wd/withdrawal');
    await city.settle();
    expect(await found('腳踏車違規停放')).not.toContain('wd');
  });

  test('holds from its first moment until before its last, then expires by itself and is told of', async () => {
    const now = city.clock.now();
    const [validFrom, validTo] = [now.add({ hours: 1 }), now.add({ hours: 2 })].map(String);
    await published('law', '冬季煙火施放申請期限？', { validFrom, validTo });
    expect(await found('冬季煙火施放')).not.toContain('law');
    city.clock.set(now.add({ hours: 1 }));
    expect(await found('冬季煙火施放')).toContain('law');
    city.clock.set(now.add({ hours: 2 }));
    expect(await found('冬季煙火施放')).not.toContain('law');
    expect((await anybody().get('/api/faq/law')).status).toBe(404);
    await city.settle();
    const mine = await desk().get(`/api/faq-entries?state=expired&owner=${editor.id}`);
    expect(mine.body.entries.map((row: { id: string }) => row.id)).toEqual(['law']);
    const [event] = await city.app.sql`select payload from journal where type = 'faq.expired'`;
    expect(event?.payload).toEqual({ key: 'law', version: 1, ownerId: editor.id });
  });

  test('an end before its beginning is refused', async () => {
    const wrong = words('x', {
      validFrom: '2026-02-02T00:00:00Z',
      validTo: '2026-02-01T00:00:00Z',
    });
    const answer = await desk().post('/api/faq-entries', wrong);
    expect(answer).toMatchObject({ status: 422, body: { field: 'validTo' } });
  });
});

test('what is not published is nobody’s to search, and only supervision may write', async () => {
  const agent: Actor = {
    kind: 'user',
    id: newId(),
    role: 'agent',
    agencyId: null,
    sessionId: newId(),
  };
  expect((await city.as(agent).get('/api/faq-entries')).status).toBe(403);
  expect((await anybody().post('/api/faq-entries', words('x'))).status).toBe(401);
});

test('a search says how sure it is and what may be done', async () => {
  await published('sure', '如何申請身心障礙停車位識別證？');
  const result = await search(city.app, '如何申請身心障礙停車位識別證');
  expect(result).toMatchObject({ decision: 'answer' });
  expect(result.hits[0]?.entry.id).toBe('sure');
  expect((await search(city.app, '台積電股價')).decision).not.toBe('answer');
});

test('another process sees a change by the journal within a quarter of a second', async () => {
  const other: App = { ...city.app, services: new Services(), wake: new Wake() };
  const best = async () => (await search(other, '游泳池何時開放')).hits[0]?.entry.id;
  expect(await best()).not.toBe('pool');
  await published('pool', '游泳池何時開放？');
  city.clock.set(city.clock.now().add({ milliseconds: 250 }));
  expect(await best()).toBe('pool');
});

/** The program is started several times a test, which on a busy machine takes its time (ms). */
const PROGRAMS = { timeout: 90_000 };

describe('npm run faq', PROGRAMS, () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const program = join(import.meta.dirname, 'terminal/faq.ts');
      const env = { ...process.env, DATABASE_URL: city.ownerUrl };
      execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
        done({ code: Number(error?.code ?? 0), out, err }),
      );
    });
  const file = async (name: string, lines: unknown[]) => {
    const path = join(folder, name);
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    await writeFile(path, text.join('\n'));
    return path;
  };
  const entry = (id: string, question: string) => ({
    id,
    ...words(question),
    similar: ['換個說法'],
  });
  beforeEach(() => city.settle());

  test('takes what is right, says what it refused and why, and gives the same back', async () => {
    const path = await file('some.jsonl', [
      entry('imp-1', '河濱公園場地如何租借？'),
      'not json',
      { ...entry('imp-2', ''), question: '' },
      entry('imp-1', '又一次'),
      { ...entry('imp-3', '甲'), kind: 'rumour' },
      { ...entry('imp-5', '乙'), extra: 1 },
      { ...entry('imp-4', '捷運遺失物如何領回？'), id: 4 },
    ]);
    const { code, out, err } = await run('import', path);
    expect(code).toBe(1);
    expect(out).toContain('created 3');
    for (const told of [
      ':2 ',
      ':3 imp-2 question',
      ':4 imp-1 same id as line 1',
      ':5 imp-3 kind',
      'left out: extra',
    ]) {
      expect(err).toContain(told);
    }
    await city.settle();
    expect(await found('河濱公園場地租借')).toContain('imp-1');
    expect(await found('捷運遺失物領回')).toContain('4');
    const again = await run(
      'import',
      await file('same.jsonl', [entry('imp-1', '河濱公園場地如何租借？')]),
    );
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('unchanged 1');
  });

  test('--replace leaves what the file has, and the export is what an import takes', async () => {
    const path = await file('all.jsonl', [
      entry('only', '如何申請樹木修剪？'),
      entry('two', '公園認養如何申請？'),
    ]);
    expect((await run('import', path, '--replace')).code).toBe(0);
    await city.settle();
    expect(await found('河濱公園場地租借')).not.toContain('imp-1');
    const exported = join(folder, 'out.jsonl');
    expect((await run('export', exported)).code).toBe(0);
    const ids = (await readFile(exported, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(['only', 'two']);
    expect((await run('import', exported, '--replace')).out).toContain('unchanged 2');
  });

  test('a file with nothing right in it changes nothing, also with --replace', async () => {
    const { code } = await run('import', await file('bad.jsonl', ['{}', '[]']), '--replace');
    expect(code).toBe(1);
    await city.settle();
    expect(await found('樹木修剪')).toContain('only');
  });
});
