import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { command } from '../commands/command.ts';
import { newId } from '../ids/new-id.ts';
import { task } from '../jobs/enqueue.ts';
import type { Module } from '../module/module.ts';
import { startTestApp, type TestApp } from './test-app.ts';

const seen: string[] = [];
const echo = task({
  name: 'test.echo',
  payload: z.object({ word: z.string() }),
  run: async (app, { word }) => {
    seen.push(`job ${word}`);
    if (word === 'bad') throw new Error('the far end refused');
    await say({ app, actor: { kind: 'system', id: 'echo' } }, { word: 'echoed' });
  },
});
const say = command('test.say', z.object({ word: z.string() }), async ({ journal }, { word }) => {
  await journal({
    subjectType: 'word',
    subjectId: newId(),
    type: `word.${word}`,
    payload: { word },
  });
});
const module: Module = {
  name: 'settle-test',
  tasks: [echo],
  reactions: [
    {
      name: 'test.echo-what-was-said',
      on: ['word.said', 'word.bad'],
      react: async ({ enqueue }, event) => {
        seen.push(`reaction ${event.type}`);
        enqueue(echo, { word: event.type === 'word.bad' ? 'bad' : 'said' });
      },
    },
    {
      name: 'test.note-the-echo',
      on: ['word.echoed', 'word.broken'],
      react: async (_context, event) => {
        if (event.type === 'word.broken') throw new Error('cannot');
        seen.push('reaction word.echoed');
      },
    },
  ],
};

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [module] });
});
afterAll(() => city.close());

test('an event goes through its reaction, its job, and what that says in turn', async () => {
  seen.length = 0;
  await say(city.caller(), { word: 'said' });
  await city.settle();
  expect(seen).toEqual(['reaction word.said', 'job said', 'reaction word.echoed']);
  const rows = await city.app.sql`select position::int from journal order by position`;
  expect(rows.map((row) => row.position)).toEqual([1, 2]);
});

test('when nothing waits, settling takes a moment and changes nothing', async () => {
  seen.length = 0;
  await city.settle();
  const start = performance.now();
  await city.settle();
  expect(performance.now() - start).toBeLessThan(200);
  expect(seen).toEqual([]);
});

test('a failing job is told to the test that caused it', async () => {
  await say(city.caller(), { word: 'bad' });
  await expect(city.settle()).rejects.toThrow('the far end refused');
});

test('a failing reaction is told to the test that caused it, and nothing of it is stored', async () => {
  await say(city.caller(), { word: 'broken' });
  await expect(city.settle()).rejects.toThrow('test.note-the-echo failed on word.broken');
  const [cursor] = await city.app.db.execute(
    sql`select position::int from journal_cursor where name = 'test.note-the-echo'`,
  );
  expect(cursor?.position).toBe(2);
});
