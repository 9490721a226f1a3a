import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { command, inTransaction } from '../commands/command.ts';
import type { JournalEvent } from '../contract.ts';
import { newId } from '../ids/new-id.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { journalHead, tail } from './reader.ts';
import { sealBatch, startSealer, takeSeal } from './sealer.ts';
import { verifyJournal } from './verify.ts';

/** A subject with a counter under a row lock, as every command's subject is. */
const count = command('test.count', z.object({ id: z.uuid() }), async ({ tx, journal }, input) => {
  const [row] = await tx.execute<{ n: number }>(
    sql`update counted set n = n + 1 where id = ${input.id} returning n`,
  );
  await journal({
    subjectType: 'counted',
    subjectId: input.id,
    type: 'counted.raised',
    payload: { n: row?.n },
  });
});

let city: TestApp;
let owner: postgres.Sql;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
  owner = postgres(city.ownerUrl, { max: 2, onnotice: () => {} });
  await owner`create table counted (id uuid primary key, n integer not null default 0)`;
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

async function newSubjects(howMany: number): Promise<string[]> {
  const ids = Array.from({ length: howMany }, newId);
  for (const id of ids) await owner`insert into counted (id) values (${id})`;
  return ids;
}

test('under many writers and dying sealers nothing is missed, repeated or out of order', async () => {
  const subjects = await newSubjects(5);
  const heard: JournalEvent[] = [];
  const listening = new AbortController();
  const reader = tail(
    city.app,
    { from: await journalHead(city.app), signal: listening.signal },
    (events) => void heard.push(...events),
  );
  const stops = [startSealer(city.app), startSealer(city.app)];
  let writing = true;
  const killer = (async () => {
    let killed = 0;
    while (writing) {
      const lived = heard.length + 40;
      await until(() => heard.length >= lived || !writing);
      const ended = await owner`
        select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and objid = 1999000002 and granted
          and database = (select oid from pg_database where datname = current_database())`;
      killed += ended.length;
    }
    return killed;
  })();
  const each = 60;
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let at = 0; at < each; at++) {
        const id = subjects[(at * 7 + writer) % subjects.length] as string;
        await count(city.caller(), { id });
      }
    }),
  );
  writing = false;
  expect(await killer).toBeGreaterThan(0);
  await until(async () => heard.length >= 8 * each);
  listening.abort();
  await reader;
  await Promise.all(stops.map((stop) => stop()));

  expect(heard).toHaveLength(8 * each);
  expect(new Set(heard.map((event) => event.id)).size).toBe(8 * each);
  const first = heard[0]?.position ?? 0;
  expect(heard.map((event) => event.position)).toEqual(heard.map((_, index) => first + index));
  for (const id of subjects) {
    const counts = heard.filter((event) => event.subjectId === id).map((event) => event.payload.n);
    expect(counts).toEqual(counts.map((_, index) => index + 1));
  }
  const verdict = await verifyJournal(city.app.sql);
  expect(verdict.faults).toEqual([]);
  expect(verdict.rows).toBe(verdict.head);
});

test('an open transaction holds nobody up, and its rows are sealed after its commit', async () => {
  const [early, late] = await newSubjects(2);
  const fence = await takeSeal(city.app.sql);
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let appended = () => {};
  const written = new Promise<void>((resolve) => {
    appended = resolve;
  });
  const slow = inTransaction(city.caller(), async ({ journal }) => {
    await journal({ subjectType: 'counted', subjectId: early as string, type: 'counted.slow' });
    appended();
    await held;
  });
  await written;
  await count(city.caller(), { id: late as string });
  expect((await sealBatch(city.app.sql, fence)).sealed).toBe(1);
  commit();
  await slow;
  expect((await sealBatch(city.app.sql, fence)).sealed).toBe(1);
});

test('the fence of an earlier sealer is refused', async () => {
  const [id] = await newSubjects(1);
  const old = await takeSeal(city.app.sql);
  const current = await takeSeal(city.app.sql);
  await count(city.caller(), { id: id as string });
  await expect(sealBatch(city.app.sql, old)).rejects.toThrow('no longer');
  expect((await sealBatch(city.app.sql, current)).sealed).toBe(1);
});

test('a reader that starts again resumes exactly after what it had dealt with', async () => {
  const [id] = await newSubjects(1);
  const from = await journalHead(city.app);
  for (let at = 0; at < 7; at++) await count(city.caller(), { id: id as string });
  await city.settle();
  const seen: number[] = [];
  const first = new AbortController();
  const crash = tail(city.app, { from, signal: first.signal }, (events) => {
    seen.push(...events.slice(0, 3).map((event) => event.position));
    throw new Error('the reader died');
  });
  await expect(crash).rejects.toThrow('the reader died');
  const second = new AbortController();
  await tail(city.app, { from: seen.at(-1) ?? from, signal: second.signal }, (events) => {
    seen.push(...events.map((event) => event.position));
    second.abort();
  });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].map((step) => from + step));
});

test.each([
  'update journal set type = $$a.b$$',
  'delete from journal',
  'truncate journal',
  'delete from journal_p00000',
  'truncate journal_p00000',
  'insert into journal select * from journal',
  'update journal_inbox set type = $$a.b$$',
  'delete from journal_inbox',
  'truncate journal_inbox',
  'update journal_head set position = 0',
  'select ensure_journal_partition(9000000)',
])('the application may not: %s', async (statement) => {
  await expect(city.app.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
});

test.each([
  'update journal set type = $$a.b$$',
  'delete from journal_p00000',
  'truncate journal_p00000',
  'truncate journal',
  'update journal_inbox set type = $$a.b$$',
  'delete from journal_inbox',
  'truncate journal_inbox',
])('even the owner is refused: %s', async (statement) => {
  await expect(owner.unsafe(statement)).rejects.toThrow('append-only');
});

test('the history of a case shows what is not yet sealed, and may be read by its thread', async () => {
  const threadId = newId();
  const say = (type: string) =>
    inTransaction(city.caller(), ({ journal }) =>
      journal({ subjectType: 'case', subjectId: threadId, threadId, type }),
    );
  await say('case.opened');
  await city.settle();
  await say('case.described');
  const rows = await city.app.sql`
    select type, position is not null as sealed from journal_all
    where thread_id = ${threadId} order by position nulls last, seq`;
  expect(rows.map((row) => [row.type, row.sealed])).toEqual([
    ['case.opened', true],
    ['case.described', false],
  ]);
});

test('rows go on into the next partition, made ahead with the same rules', async () => {
  const other = await startTestApp({ modules: [] });
  const sql = postgres(other.ownerUrl, { max: 1, onnotice: () => {} });
  await sql`update journal_head set position = 499998`;
  const say = () =>
    inTransaction(other.caller(), ({ journal }) =>
      journal({ subjectType: 'word', subjectId: newId(), type: 'word.said' }),
    );
  for (let at = 0; at < 3; at++) await say();
  await other.settle();
  await sql`update journal_head set position = 999998`;
  for (let at = 0; at < 3; at++) await say();
  await other.settle();
  const parts = await sql`select tableoid::regclass::text as part, count(*)::int as rows
    from journal group by 1 order by 1`;
  expect(parts.map((part) => [part.part, part.rows])).toEqual([
    ['journal_p00000', 4],
    ['journal_p00001', 2],
  ]);
  await sql`select ensure_journal_partition(3000000)`;
  await expect(other.app.sql`delete from journal_p00003`).rejects.toThrow('permission denied');
  await expect(sql`truncate journal_p00003`).rejects.toThrow('append-only');
  await sql.end();
  await other.close();
});

test('a row changed behind the rules, or taken away, is found', async () => {
  const verdictAfter = async (statement: string) => {
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(statement);
    });
    return (await verifyJournal(city.app.sql)).faults;
  };
  expect((await verifyJournal(city.app.sql)).faults).toEqual([]);
  const faults = await verdictAfter(
    `update journal set payload = payload || '{"n": 999}' where position = 10`,
  );
  expect(faults).toEqual(['position 10 (journal_p00000): the row does not match its hash']);
  expect(await verdictAfter('delete from journal where position = 20')).toContain(
    'positions 20 to 20 are missing',
  );
  const [last] = await owner`select max(position)::int as position from journal`;
  expect(await verdictAfter(`delete from journal where position = ${last?.position}`)).toContain(
    `the head says ${last?.position}, but the last row is ${last?.position - 1}`,
  );
});
