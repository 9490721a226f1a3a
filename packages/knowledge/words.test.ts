import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { type Actor, type App, newId, Services, Wake } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEntry } from './commands/create-entry.ts';
import type { FaqWord } from './contract.ts';
import { knowledge, search } from './index.ts';

let city: TestApp;
let editor: Actor;
let other: Actor;
beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory, cases, routing, knowledge] });
  for (const room of [directory, cases]) await room.seedReference?.(city.app);
  editor = await userOf('editor', '編輯甲', 'supervisor');
  other = await userOf('other', '編輯乙', 'admin');
  await published('sea', '水域遊憩活動場地如何申請？', { tags: ['水上活動'] });
  await published('hall', '活動中心場地如何租借？');
  await published('waste', '大型廢棄物如何清運？');
});
afterAll(() => city.close());

async function userOf(username: string, name: string, role: 'supervisor' | 'admin' | 'agent') {
  const id = newId();
  await city.app.sql`insert into app_user
    (id, username, display_name, role, locale, password_hash, demo, created_at)
    values (${id}, ${username}, ${name}, ${role}, 'zh-Hant-TW', 'x', false, now())`;
  return { kind: 'user', id, role, agencyId: null, sessionId: newId() } satisfies Actor;
}
const desk = () => city.as(editor);
async function published(id: string, question: string, more: object = {}): Promise<void> {
  const words = { question, answer: '請攜帶證件辦理。', category: '生活', ...more };
  await createEntry(city.caller(editor), { id, ...words });
  await desk().post(`/api/faq-entries/${id}/submission`);
  expect((await desk().post(`/api/faq-entries/${id}/publication`)).status).toBe(200);
  await city.settle();
}
/** Proposes pairs; their ids. */
async function proposed(word: string, ...terms: string[]): Promise<string[]> {
  const { status, body } = await desk().post('/api/faq-words', { word, terms });
  expect(status).toBe(201);
  await city.settle();
  return body.ids;
}
async function accepted(word: string, ...terms: string[]): Promise<string[]> {
  const ids = await proposed(word, ...terms);
  for (const id of ids) {
    expect((await city.as(other).post(`/api/faq-words/${id}/acceptance`)).status).toBe(200);
  }
  await city.settle();
  return ids;
}
const listed = async (query = ''): Promise<FaqWord[]> =>
  (await desk().get(`/api/faq-words${query}`)).body.words;
const first = async (question: string, app: App = city.app) =>
  (await search(app, question)).hits[0]?.entry.id;
const BOARD = '哪裡可以租衝浪板';

describe('a word on its way into the engine', () => {
  test('changes nothing while it waits, answers once it is accepted, and stops when it is withdrawn', async () => {
    expect(await first(BOARD)).toBe('hall');
    const askedId = newId();
    const body = { word: '衝浪板', terms: ['水域遊憩活動', '水上活動'], askedId, faqId: 'sea' };
    const made = await desk().post('/api/faq-words', body);
    expect(made.status).toBe(201);
    await city.settle();
    expect(await first(BOARD)).toBe('hall');
    expect(await listed('?state=proposed')).toMatchObject([
      { word: '衝浪板', askedId, faqId: 'sea', proposedBy: '編輯甲', decidedAt: null },
      { word: '衝浪板', askedId, faqId: 'sea', proposedBy: '編輯甲', decidedBy: null },
    ]);
    for (const id of made.body.ids) {
      const moved = await city.as(other).post(`/api/faq-words/${id}/acceptance`);
      expect(moved).toMatchObject({ status: 200, body: { id, state: 'accepted' } });
    }
    await city.settle();
    expect(await first(BOARD)).toBe('sea');
    expect(await listed('?state=accepted&q=衝浪')).toMatchObject([
      { decidedBy: '編輯乙' },
      { decidedBy: '編輯乙' },
    ]);
    for (const id of made.body.ids) {
      expect((await desk().post(`/api/faq-words/${id}/withdrawal`)).status).toBe(200);
    }
    await city.settle();
    expect(await first(BOARD)).toBe('hall');
  });

  test('makes only the moves its state allows', async () => {
    const [id = ''] = await proposed('租板子', '水域遊憩活動');
    await desk().post(`/api/faq-words/${id}/withdrawal`);
    for (const move of ['acceptance', 'withdrawal']) {
      const again = await desk().post(`/api/faq-words/${id}/${move}`);
      expect(again).toMatchObject({ status: 409, body: { code: 'illegal_move' } });
    }
    expect((await desk().post(`/api/faq-words/${newId()}/acceptance`)).status).toBe(404);
    expect(await proposed('租板子', '水域遊憩活動')).toHaveLength(1);
  });

  test('another process knows it by the journal within a quarter of a second, entries unread', async () => {
    const far: App = { ...city.app, services: new Services(), wake: new Wake() };
    const question = '風箏板在哪裡玩';
    expect(await first(question, far)).not.toBe('sea');
    const ids = await accepted('風箏板', '水域遊憩活動');
    city.clock.set(city.clock.now().add({ milliseconds: 250 }));
    expect(await first(question, far)).toBe('sea');
    await desk().post(`/api/faq-words/${ids[0]}/withdrawal`);
    await city.settle();
    city.clock.set(city.clock.now().add({ milliseconds: 250 }));
    expect(await first(question, far)).not.toBe('sea');
  });

  test('is known where an agent types, and where questions are grouped', async () => {
    await accepted('爛泥窟窿怪', '路面坑洞');
    const assisted = await city
      .as(await userOf('agent-w', '話務', 'agent'))
      .post('/api/assist', { text: '門口有爛泥窟窿怪' });
    expect(assisted.body.types[0]?.code).toBe('pothole');
    const questions = ['爛泥窟窿怪誰來補', '路面坑洞誰來補'].map((question, at) => ({
      id: String(at),
      question,
    }));
    expect((await desk().post('/api/faq-groups', { questions })).body).toHaveLength(1);
  });

  test('leaves a row in the journal for each step, which says who and names no word', async () => {
    const [id = ''] = await accepted('神秘小艇', '水域遊憩活動');
    const rows = await city.app.sql<{ type: string; actor: string; payload: object }[]>`
      select type, actor_id as actor, payload from journal where subject_id = ${id}
      order by position`;
    expect(rows).toEqual([
      { type: 'faq.wordProposed', actor: editor.id, payload: { askedId: null } },
      { type: 'faq.wordAccepted', actor: other.id, payload: { askedId: null } },
    ]);
  });

  test('is proposed once, however often the request is sent', async () => {
    const key = newId();
    const send = () =>
      city
        .as(editor)
        .post(
          '/api/faq-words',
          { word: '獨木舟', terms: ['水域遊憩活動'] },
          { 'idempotency-key': key },
        );
    const [one, two] = [await send(), await send()];
    expect(two).toMatchObject({ status: 201, body: one.body });
    expect(await listed('?q=獨木舟')).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test.each([
    ['an empty word', { word: ' ', terms: ['兒童'] }, 'word', [400, 422]],
    ['no term', { word: '囝', terms: [] }, 'terms', [400, 422]],
    ['a long word', { word: '長'.repeat(21), terms: ['兒童'] }, 'word', [400, 422]],
    ['a long term', { word: '囝', terms: ['長'.repeat(31)] }, 'terms.0', [400, 422]],
    ['six terms', { word: '囝', terms: [...'一二三四五六'] }, 'terms', [400, 422]],
    ['a word of signs', { word: '！？', terms: ['兒童'] }, 'word', [422]],
    ['the word itself', { word: '臺北', terms: ['台北'] }, 'terms', [422]],
  ])('%s: a 4xx that names the field', async (_what, body, field, statuses) => {
    const refused = await desk().post('/api/faq-words', body);
    expect(statuses).toContain(refused.status);
    expect(refused.body.field).toBe(field);
  });

  test('a pair that the lexicon has already, or the city: nothing of the proposal is kept', async () => {
    const shipped = await desk().post('/api/faq-words', {
      word: '小孩',
      terms: ['我們的新詞', '兒童'],
    });
    expect(shipped).toMatchObject({ status: 409, body: { code: 'word_known', field: 'terms' } });
    await proposed('水上摩托車', '水域遊憩活動');
    const again = await desk().post('/api/faq-words', {
      word: '水上摩托車',
      terms: ['我們的新詞', '水域遊憩活動'],
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'word_known', field: 'terms' } });
    expect(again.body.message).toContain('水域遊憩活動');
    expect(await listed('?q=我們的新詞')).toEqual([]);
  });

  test('an agent’s hand', async () => {
    const agent = await userOf('agent-y', '話務二', 'agent');
    expect((await city.as(agent).get('/api/faq-words')).status).toBe(403);
    const asked = await city.as(agent).post('/api/faq-words', { word: '甲乙', terms: ['丙丁'] });
    expect(asked.status).toBe(403);
  });
});

describe('before anything is proposed', () => {
  const trial = async (word: string, terms: string[], asked: string[] = []) =>
    (await desk().post('/api/faq-word-trial', { question: BOARD, word, terms, asked })).body;

  test('hints name what nobody knows, and the terms of the entry that is meant', async () => {
    const questions = [BOARD, '衝浪板要去哪租', '想租衝浪板'];
    const { body } = await desk().post('/api/faq-word-hints', { questions, faqId: 'sea' });
    expect(body.words[0]).toEqual({ word: '衝浪板', questions: 3 });
    expect(body.terms).toEqual(['水上活動', '水域遊憩活動場地']);
    expect(body.entry.faqId).toBe('sea');
    const nearest = await desk().post('/api/faq-word-hints', { questions });
    expect(nearest.body.entry.faqId).toBe('hall');
    const gone = await desk().post('/api/faq-word-hints', { questions, faqId: 'no-such' });
    expect(gone.body).toMatchObject({ entry: null, terms: [] });
  });

  test('a trial shows the first three before and after, and keeps nothing', async () => {
    const { before, after, inQuestion, known, others } = await trial('衝浪板', ['水域遊憩活動']);
    expect(before.hits[0].faqId).toBe('hall');
    expect(after.hits[0].faqId).toBe('sea');
    expect(after.hits.length).toBeLessThanOrEqual(3);
    expect({ inQuestion, known, others }).toMatchObject({
      inQuestion: true,
      known: [],
      others: { own: { holding: 0 }, citizens: { holding: 0 }, examples: [] },
    });
    expect(await first(BOARD)).toBe('hall');
    expect((await trial('別的詞', ['水域遊憩活動'])).inQuestion).toBe(false);
  });

  test('what else would change is told in numbers, with examples', async () => {
    await published('found', '失物招領服務？', { similar: ['東西放哪'] });
    await published('locker', '置物櫃服務？', { similar: ['東西放哪裡'] });
    const boards = ['活動中心可以放衝浪板嗎', '衝浪板', '衝浪板', '大型廢棄物'];
    const board = await trial('衝浪板', ['水域遊憩活動'], boards);
    expect(board.others.citizens).toEqual({ holding: 2, changed: 0, gained: 2 });
    expect(board.others.examples).toEqual([]);
    const common = await trial('東西', ['置物櫃'], ['東西放哪', '東西不見了']);
    expect(common.others.own).toEqual({ holding: 2, asked: 2, changed: 1, lost: 1 });
    expect(common.others.citizens).toMatchObject({ holding: 2, changed: 1 });
    expect(common.others.examples[0]).toEqual({
      question: '東西放哪',
      before: '失物招領服務？',
      after: '置物櫃服務？',
    });
    expect(common.perThousand).toBeGreaterThan(board.perThousand);
  });

  test('a trial tells which terms the word has already', async () => {
    await proposed('橡皮艇', '水域遊憩活動');
    expect((await trial('橡皮艇', ['水域遊憩活動', '新的'])).known).toEqual([
      { term: '水域遊憩活動', by: 'city' },
    ]);
    expect((await trial('小孩', ['兒童'])).known).toEqual([{ term: '兒童', by: 'lexicon' }]);
  });
});

describe('npm run faq', { timeout: 90_000 }, () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const program = join(import.meta.dirname, 'terminal/faq.ts');
      const env = { ...process.env, DATABASE_URL: city.ownerUrl };
      execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
        done({ code: Number(error?.code ?? 0), out, err }),
      );
    });

  test('takes a lexicon file of pairs that somebody has read, and gives the same back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'words-'));
    const [from, to] = [join(folder, 'from.tsv'), join(folder, 'to.tsv')];
    await proposed('充氣船', '水域遊憩活動');
    await writeFile(
      from,
      '# 城市自己的詞\n充氣船\t水上活動、水域遊憩活動\n小孩\t兒童\n沒有詞\n同詞\t同詞\n',
    );
    const { code, out, err } = await run('import-words', from);
    expect(code).toBe(1);
    expect(out).toContain('accepted 2, 已有 known 1');
    expect(err).toContain(':4 ');
    expect(err).toContain(':5 ');
    await city.settle();
    expect(await listed('?q=充氣船&state=accepted')).toHaveLength(2);
    expect(await first('充氣船去哪')).toBe('sea');
    expect((await run('export-words', to)).code).toBe(0);
    expect(await readFile(to, 'utf8')).toContain('充氣船\t水上活動、水域遊憩活動\n');
    expect((await run('import-words', to)).out).toContain('accepted 0');
    await rm(folder, { recursive: true });
  });
});

test('the export is what a city’s lexicon file holds: pairs in force alone, a word a line', async () => {
  await accepted('塑膠船', '水域遊憩活動', '水上活動');
  await proposed('等候中的詞', '水上活動');
  const { status, body } = await desk().get('/api/faq-words-export');
  expect(status).toBe(200);
  const lines = String(body).trim().split('\n');
  expect(lines).toContain('塑膠船\t水上活動、水域遊憩活動');
  expect(lines.join()).not.toContain('等候中的詞');
});
