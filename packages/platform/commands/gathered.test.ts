import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { Id } from '../contract.ts';
import { inTurn } from '../database/in-turn.ts';
import { Conflict } from '../errors/app-error.ts';
import { newId } from '../ids/new-id.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import type { CommandContext } from './context.ts';
import { BUSY, gathered, gathering } from './gathered.ts';

type Seat = { readonly id: string; readonly taken: boolean };

async function lockSeats(
  { tx }: CommandContext,
  seatIds: readonly string[],
  wait: boolean,
): Promise<(Seat | typeof BUSY)[]> {
  const rows = await tx.execute<Seat>(sql`
    select id, taken_by is not null as taken from seat
    where id = any(${sql.param(seatIds)}::uuid[])
    order by id for update ${sql.raw(wait ? '' : 'skip locked')}`);
  const found = new Map([...rows].map((row) => [row.id, row]));
  return seatIds.map((id) => found.get(id) ?? BUSY);
}

/** Seats are taken one by one; a seat that is taken is refused, and some break the database. */
const takeSeat = gathered(
  'seat.take',
  z.strictObject({ seatId: Id, breaks: z.boolean().optional() }),
  {
    among: gathering<string, Seat>({ load: lockSeats }),
    subject: ({ seatId }) => seatId,
    handle: async ({ tx, now, actor, journal, write }, { seatId, breaks }, { taken }) => {
      if (taken) throw new Conflict('seat_taken', 'Somebody sits there.');
      if (breaks) await tx.execute(sql`select 1 / 0`);
      const row = { seat_id: seatId, by: actor.id, at: now.toString() };
      write({ table: 'sitting', columns: Object.keys(row), rows: [row] });
      await journal({ subjectType: 'seat', subjectId: seatId, type: 'seat.taken' });
      return { seatId, by: actor.id };
    },
  },
);

let city: TestApp;
let owner: postgres.Sql;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
  owner = postgres(city.ownerUrl, { max: 2, onnotice: () => {} });
  await owner`create table seat (id uuid primary key, taken_by text)`;
  await owner`create table sitting (seat_id uuid primary key references seat (id), by text,
    at timestamptz, tx xid8 default pg_current_xact_id())`;
  await owner`grant select, insert, update on seat, sitting to hotline_app`;
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

const someone = (): Actor => ({
  kind: 'user',
  id: newId(),
  role: 'agent',
  agencyId: null,
  sessionId: newId(),
});
const sit = (actor: Actor, seatId: string, more: { breaks?: boolean; key?: string } = {}) =>
  takeSeat(
    { app: city.app, actor, commandId: more.key },
    { seatId, ...(more.breaks ? { breaks: true } : {}) },
  );

async function seats(howMany: number): Promise<string[]> {
  const ids = Array.from({ length: howMany }, newId);
  await owner`insert into seat ${owner(ids.map((id) => ({ id })))}`;
  return ids;
}

/** Asks for the seats while the first is being answered, so that all others come together. */
async function atOnce<T>(asked: readonly (() => Promise<T>)[]) {
  return Promise.allSettled(asked.map((ask) => ask()));
}

test('those who ask at once are answered by few transactions, each under their own name', async () => {
  const ids = await seats(20);
  const people = ids.map(() => someone());
  const answers = await atOnce(ids.map((id, nth) => () => sit(people[nth] as Actor, id)));
  expect(answers.map((one) => one.status === 'fulfilled' && one.value)).toEqual(
    ids.map((seatId, nth) => ({ seatId, by: people[nth]?.id })),
  );
  const [{ transactions = 0 } = {}] = await owner`
    select count(distinct tx)::int as transactions from sitting where seat_id in ${owner(ids)}`;
  expect(transactions).toBe(2);
  const written = await owner<{ subject_id: string; actor_id: string }[]>`
    select subject_id, actor_id from journal_inbox where subject_id in ${owner(ids)}`;
  expect(new Map(written.map((row) => [row.subject_id, row.actor_id]))).toEqual(
    new Map(ids.map((id, nth) => [id, people[nth]?.id ?? null])),
  );
});

test('one refused disturbs nobody, and its key may be used again', async () => {
  const [first, taken, last] = (await seats(3)) as [string, string, string];
  await owner`update seat set taken_by = 'somebody' where id = ${taken}`;
  const actor = someone();
  const key = newId();
  const answers = await atOnce([
    () => sit(actor, first),
    () => sit(actor, taken, { key }),
    () => sit(actor, last),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(answers[1]).toMatchObject({ reason: { code: 'seat_taken' } });
  await owner`update seat set taken_by = null where id = ${taken}`;
  expect(await sit(actor, taken, { key })).toEqual({ seatId: taken, by: actor.id });
});

test('one that breaks the transaction fails alone', async () => {
  const ids = await seats(6);
  const answers = await atOnce(
    ids.map((id, nth) => () => sit(someone(), id, { breaks: nth === 3 })),
  );
  expect(answers.map(({ status }) => status)).toEqual(
    ids.map((_, nth) => (nth === 3 ? 'rejected' : 'fulfilled')),
  );
  const [{ sitting = 0 } = {}] = await owner`
    select count(*)::int as sitting from sitting where seat_id in ${owner(ids)}`;
  expect(sitting).toBe(5);
});

test('a repeat gets the first answer, whether it comes later, along with it, or beside it', async () => {
  const [before, one, two] = (await seats(3)) as [string, string, string];
  const actor = someone();
  const [earlier, key] = [newId(), newId()];
  const first = await sit(actor, before, { key: earlier });
  const answers = await atOnce([
    () => sit(actor, one),
    () => sit(actor, two, { key }),
    () => sit(actor, two, { key }),
    () => sit(actor, before, { key: earlier }),
  ]);
  expect(answers.map((answer) => answer.status === 'fulfilled' && answer.value)).toEqual([
    { seatId: one, by: actor.id },
    { seatId: two, by: actor.id },
    { seatId: two, by: actor.id },
    first,
  ]);
  await expect(sit(actor, one, { key })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('whoever must wait for a lock holds up nobody, with them or behind them', async () => {
  const [free, held, other] = (await seats(3)) as [string, string, string];
  const locked = Promise.withResolvers<void>();
  const enough = Promise.withResolvers<void>();
  const holding = owner.begin(async (tx) => {
    await tx`select from seat where id = ${held} for update`;
    locked.resolve();
    await enough.promise;
  });
  await locked.promise;
  const asked = [free, held, other].map((id) => sit(someone(), id));
  await Promise.all([asked[0], asked[2]]);
  const [later] = (await seats(1)) as [string];
  await sit(someone(), later);
  enough.resolve();
  await holding;
  expect(await asked[1]).toMatchObject({ seatId: held });
});

/** People give to one pot, side by side; whoever gives nothing is refused after having touched it. */
const pot = gathering<string, Seat>({ load: lockSeats, sideBySide: true });
const give = (actor: Actor, seatId: string, coins: number) =>
  pot({ app: city.app, actor }, seatId, async ({ tx, journal, atLast }) => {
    await inTurn(tx, 'pot', async () => {
      const [row] = await tx.execute<{ coins: number }>(sql`select coins from pot`);
      await tx.execute(sql`update pot set coins = ${(row?.coins ?? 0) + coins}`);
    });
    if (coins === 0) throw new Conflict('nothing_given', 'Give something.');
    await journal({ subjectType: 'seat', subjectId: seatId, type: 'pot.given' });
    atLast('pot.counted', async (context) => {
      const [row] = await context.tx.execute<{ coins: number }>(sql`select coins from pot`);
      const subject = { subjectType: 'seat', subjectId: seatId };
      await context.journal({ ...subject, type: 'pot.counted', payload: { coins: row?.coins } });
    });
    return coins;
  });

test('side by side nobody takes what another has changed for unchanged', async () => {
  await owner`create table pot (coins integer not null)`;
  await owner`insert into pot values (0)`;
  await owner`grant select, update on pot to hotline_app`;
  const ids = await seats(12);
  const answers = await atOnce(ids.map((id, nth) => () => give(someone(), id, nth === 5 ? 0 : 1)));
  expect(answers.map(({ status }) => status)).toEqual(
    ids.map((_, nth) => (nth === 5 ? 'rejected' : 'fulfilled')),
  );
  expect(answers[5]).toMatchObject({ reason: { code: 'nothing_given' } });
  expect(await owner`select coins from pot`).toEqual([{ coins: 11 }]);
  const counted = await owner<{ payload: object; actor_kind: string; actor_id: string }[]>`
    select payload, actor_kind, actor_id from journal_inbox where type = 'pot.counted' order by seq`;
  // The first had asked alone, the others together: each transaction counts once, when all is given.
  expect(counted).toEqual(
    [1, 11].map((coins) => ({
      payload: { coins },
      actor_kind: 'system',
      actor_id: 'pot.counted',
    })),
  );
});
