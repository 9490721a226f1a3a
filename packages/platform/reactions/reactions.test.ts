import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../commands/command.ts';
import { newId } from '../ids/new-id.ts';
import { startSealer } from '../journal/sealer.ts';
import type { Reaction, SingleReaction } from '../module/module.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { startReactions } from './runner.ts';

let city: TestApp;
let owner: postgres.Sql;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  city = await startTestApp({ modules: [] });
  owner = postgres(city.ownerUrl, { max: 2, onnotice: () => {} });
  await owner`create table echo (n serial, reaction text, event_id uuid, unique (reaction, event_id))`;
  await owner`grant select, insert, update on echo to hotline_app`;
  await owner`grant usage on sequence echo_n_seq to hotline_app`;
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await owner.end();
  await city.close();
});

/** Appends `howMany` events of one subject and returns their ids in order. */
async function say(type: string, howMany = 1): Promise<void> {
  const subjectId = newId();
  for (let at = 0; at < howMany; at++) {
    await inTransaction(city.caller(), ({ journal }) =>
      journal({ subjectType: 'word', subjectId, type }),
    );
  }
}

/** A reaction that writes one row an event; the database refuses a second. */
function echo(name: string, on: string[], before: () => void = () => {}): SingleReaction {
  return {
    name,
    on,
    react: async ({ tx }, event) => {
      await tx.execute(sql`insert into echo (reaction, event_id) values (${name}, ${event.id})`);
      before();
    },
  };
}

async function echoes(name: string): Promise<string[]> {
  const rows = await owner`select event_id from echo where reaction = ${name} order by n`;
  return rows.map((row) => row.event_id);
}

test('three runners answer each event exactly once and in order', async () => {
  const reactions = [echo('one', ['word.said']), echo('two', ['word.said', 'word.sung'])];
  await say('word.said', 20);
  stops.push(startSealer(city.app));
  for (let runner = 0; runner < 3; runner++) {
    stops.push(await startReactions(city.app, reactions));
  }
  await say('word.sung', 20);
  await say('word.unheard', 5);
  await until(async () => (await echoes('two')).length === 40);
  await until(async () => (await echoes('one')).length === 20);
  const sealed = await owner`select id from journal where type <> 'word.unheard' order by position`;
  expect(await echoes('two')).toEqual(sealed.map((row) => row.id));
});

test('a failing event is tried again, leaves nothing of its failures, and then goes on', async () => {
  let tries = 0;
  const shaky = echo('shaky', ['word.said'], () => {
    tries += 1;
    if (tries < 3) throw new Error('not yet');
  });
  stops.push(startSealer(city.app), await startReactions(city.app, [shaky]));
  await say('word.said', 2);
  await until(async () => (await echoes('shaky')).length === 2);
  expect(tries).toBe(4);
  expect(await owner`select * from reaction_failure`).toHaveLength(0);
});

test('of many events that wait, one that fails neither undoes nor repeats those before it', async () => {
  await say('word.said', 7);
  await say('word.bad');
  await say('word.said', 30);
  await city.settle();
  let left = 2;
  const shaky: Reaction = {
    name: 'shaky',
    on: ['word.bad', 'word.said'],
    react: async (context, event) => {
      await echo('shaky', []).react(context, event);
      if (event.type === 'word.bad' && left-- > 0) throw new Error('not yet');
    },
  };
  stops.push(await startReactions(city.app, [shaky]));
  await until(async () => (await echoes('shaky')).length === 38);
  const sealed = await owner`select id from journal order by position`;
  expect(await echoes('shaky')).toEqual(sealed.map((row) => row.id));
  expect(await owner`select * from reaction_failure`).toHaveLength(0);
});

test('after five failures the event is parked with its reason, and later ones are answered', async () => {
  let tries = 0;
  const poisoned: Reaction = {
    name: 'poisoned',
    on: ['word.bad', 'word.said'],
    react: async ({ tx }, event) => {
      if (event.type === 'word.bad') {
        tries += 1;
        await tx.execute(sql`select ${'0912345678'}::int4 / 0`);
      }
      await tx.execute(sql`insert into echo (reaction, event_id) values ('poisoned', ${event.id})`);
    },
  };
  stops.push(startSealer(city.app), await startReactions(city.app, [poisoned]));
  await say('word.bad');
  await say('word.said');
  await until(async () => (await echoes('poisoned')).length === 1, 15_000);
  expect(tries).toBe(5);
  const [parked] = await owner`select reaction, position::int, error from reaction_failure`;
  expect(parked).toMatchObject({ reaction: 'poisoned', position: 1 });
  expect(parked?.error).toContain('division by zero');
  expect(parked?.error).not.toContain('0912345678');
  expect(await city.app.meters.metrics()).toContain('reaction_parked_total{reaction="poisoned"} 1');
});

test('a reaction answers what happened before it was first started', async () => {
  await say('word.said', 3);
  await city.settle();
  stops.push(await startReactions(city.app, [echo('late', ['word.said'])]));
  await until(async () => (await echoes('late')).length === 3);
});

test('a crowd is handed over whole, and in halves once one of it fails', async () => {
  await say('word.said', 6);
  await say('word.bad');
  await say('word.said', 3);
  await city.settle();
  const crowds: number[] = [];
  let left = 1;
  const crowd: Reaction = {
    name: 'crowd',
    on: ['word.bad', 'word.said'],
    reactAll: async (context, events) => {
      crowds.push(events.length);
      for (const event of events) await echo('crowd', []).react(context, event);
      if (events.some(({ type }) => type === 'word.bad') && left-- > 0) throw new Error('not yet');
    },
  };
  stops.push(await startReactions(city.app, [crowd]));
  await until(async () => (await echoes('crowd')).length === 10);
  expect(crowds).toEqual([10, 5, 5]);
  const sealed = await owner`select id from journal order by position`;
  expect(await echoes('crowd')).toEqual(sealed.map(({ id }) => id));
});
