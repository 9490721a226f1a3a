import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { Id, text } from '../contract.ts';
import { newId } from '../ids/new-id.ts';
import type { Module } from '../module/module.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { command } from './command.ts';

const Mark = z.strictObject({ subjectId: Id, words: text(20), fail: z.boolean().optional() });
const makeMark = command('mark.make', Mark, async ({ journal, now }, input) => {
  await journal({ subjectType: 'mark', subjectId: input.subjectId, type: 'mark.made' });
  if (input.fail) throw new Error('the middle of the story');
  return { at: now.toString(), words: input.words };
});
const marks: Module = {
  name: 'marks',
  access: { 'mark.make': { agent: 'any' } },
  routes: (server) => {
    server.route({
      method: 'POST',
      url: '/api/marks',
      config: { action: 'mark.make' },
      handler: (request) => makeMark(request.caller, request.body as z.input<typeof Mark>),
    });
  },
};
const agent: Actor = {
  kind: 'user',
  id: newId(),
  role: 'agent',
  agencyId: null,
  sessionId: newId(),
};

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [marks] });
});
afterAll(() => city.close());

async function marksOf(subjectId: string): Promise<number> {
  const rows = await city.app.sql`select 1 from journal_inbox where subject_id = ${subjectId}
    union all select 1 from journal where subject_id = ${subjectId}`;
  return rows.length;
}

test('a repeated idempotency key gets the first answer and does nothing again', async () => {
  const subjectId = newId();
  const key = { 'idempotency-key': newId() };
  const first = await city.as(agent).post('/api/marks', { subjectId, words: 'one' }, key);
  city.clock.advance({ minutes: 5 });
  const second = await city.as(agent).post('/api/marks', { subjectId, words: 'one' }, key);
  expect(second).toMatchObject({ status: 200, body: first.body });
  expect(await marksOf(subjectId)).toBe(1);
});

test('the same key with another body is refused, naming the header', async () => {
  const subjectId = newId();
  const key = { 'idempotency-key': newId() };
  await city.as(agent).post('/api/marks', { subjectId, words: 'one' }, key);
  const other = await city.as(agent).post('/api/marks', { subjectId, words: 'two' }, key);
  expect(other).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused', field: 'Idempotency-Key' },
  });
  expect(await marksOf(subjectId)).toBe(1);
});

test('two repeats at the same instant do the work once and answer alike', async () => {
  const subjectId = newId();
  const key = { 'idempotency-key': newId() };
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => city.as(agent).post('/api/marks', { subjectId, words: 'one' }, key)),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(await marksOf(subjectId)).toBe(1);
});

test('a command that fails in the middle leaves nothing, not even its key', async () => {
  const subjectId = newId();
  const key = { 'idempotency-key': newId() };
  const failed = await city
    .as(agent)
    .post('/api/marks', { subjectId, words: 'one', fail: true }, key);
  expect(failed).toMatchObject({ status: 500, body: { code: 'internal' } });
  expect(await marksOf(subjectId)).toBe(0);
  const again = await city.as(agent).post('/api/marks', { subjectId, words: 'one' }, key);
  expect(again.status).toBe(200);
});

test.each([
  ['no words', { words: '' }, 'words'],
  ['too many words', { words: 'x'.repeat(21) }, 'words'],
  ['a NUL', { words: 'a\0b' }, 'words'],
  ['a lone surrogate', { words: '\ud800' }, 'words'],
  ['something that is no id', { subjectId: 'x' }, 'subjectId'],
])('input with %s is refused, naming the field', async (_what, change, field) => {
  const body = { subjectId: newId(), words: 'fine', ...change };
  const answer = await city.as(agent).post('/api/marks', body);
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_input', field } });
});

test('nobody without a row in the access table gets in', async () => {
  const body = { subjectId: newId(), words: 'fine' };
  const supervisor: Actor = { ...agent, role: 'supervisor' };
  expect((await city.as(supervisor).post('/api/marks', body)).status).toBe(403);
  expect((await city.as({ kind: 'public', id: null }).post('/api/marks', body)).status).toBe(401);
});

test('a route that names no row of the access table cannot start', async () => {
  const careless: Module = {
    name: 'careless',
    routes: (server) => {
      server.get('/api/secret', () => 'all of it');
    },
  };
  await expect(startTestApp({ modules: [careless] })).rejects.toThrow('names no action');
});

test('the actor’s identity stands in the transaction from the first statement on', async () => {
  const whoBySql = command('who.bySql', z.strictObject({}), async ({ tx }) => {
    const [row] = await tx.execute<{ who: string; role: string }>(
      sql`select current_setting('app.actor') as who, current_setting('app.actor_kind') as role`,
    );
    return row;
  });
  const whoByBuilder = command('who.byBuilder', z.strictObject({}), async ({ tx }) => {
    const [row] = await tx
      .select({ who: sql<string>`current_setting('app.actor')` })
      .from(sql`now()`);
    return row;
  });
  const people = Array.from({ length: 20 }, () => ({ ...agent, id: newId() }));
  const answers = await Promise.all(
    people.map(async (actor) => [
      await whoBySql({ app: city.app, actor }, {}),
      await whoByBuilder({ app: city.app, actor }, {}),
    ]),
  );
  expect(answers).toEqual(
    people.map(({ id }) => [expect.objectContaining({ who: id, role: 'agent' }), { who: id }]),
  );
});
