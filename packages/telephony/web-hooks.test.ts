import { openDatabase } from '@1999/platform';
import { databaseUrl, dropDatabase, type TestApp } from '@1999/platform/testing';
import { readyAgent, type TestAgent } from '@1999/routing/testing';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandCall } from './test/command.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { answerOffer, eventsOf, rowOf, startPhoneCity, waitingCaller } from './test/phone-city.ts';
import { newSid, PhoneLine, send, sign, type Webhook, webhook } from './test/phone-line.ts';

let carrier: Outside;
let carrierSays: string;
let city: TestApp;
beforeAll(async () => {
  carrier = await startOutside(({ path }) =>
    path.includes('/Calls/') ? { body: { sid: 'CA', status: carrierSays } } : { body: {} },
  );
});
afterAll(() => carrier.close());
beforeEach(async () => {
  carrierSays = 'in-progress';
  city = await startPhoneCity(carrier);
});
afterEach(() => city.close());

describe('web hooks', () => {
  test('without the right signature change nothing; blank parameters count', async () => {
    const line = new PhoneLine(city);
    const hook = webhook('voice', line.form());
    expect((await send(city, hook, 'wrong')).status).toBe(403);
    const { FromCity: _, CallerZip: __, ...withoutBlanks } = line.form();
    expect((await send(city, hook, sign(city, hook.path, withoutBlanks))).status).toBe(403);
    expect(await rowOf(city, line.sid)).toEqual({});
    expect((await send(city, hook)).status).toBe(200);
  });

  test('lacking what they must tell get a clear 400', async () => {
    const answer = await send(city, webhook('voice', { From: '+886912345678' }));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid_input', field: 'CallSid' });
  });

  test('hanging up while ringing at an agent frees the agent', async () => {
    const agent = await readyAgent(city);
    const line = await waitingCaller(city);
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('ringing');
    await line.hangUp();
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('ready');
    expect((await agent.get('/api/offers/current')).body.offer).toBeNull();
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'ended', end_reason: 'abandoned' });
  });

  test('in any order and any number end in the same state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
        const agent = await readyAgent(city);
        const line = await waitingCaller(city);
        const callId = await answerOffer(agent);
        const hooks = callbacksOf(line, callId);
        const dice = numbers[Symbol.iterator]();
        const roll = () => dice.next().value as number;
        const story = [
          ...hooks,
          ...hooks.filter(() => roll() % 2),
          ...hooks.filter(() => roll() % 3),
        ];
        const keyed = story.map((hook) => [roll(), hook] as const).sort((a, b) => a[0] - b[0]);
        for (const [, hook] of keyed) expect((await send(city, hook)).status).toBeLessThan(300);
        expect(await rowOf(city, line.sid)).toMatchObject({
          state: 'ended',
          end_reason: 'completed',
          language: 'zh',
          topic: 'report',
        });
        expect((await eventsOf(city, callId)).filter((type) => type === 'call.ended')).toHaveLength(
          1,
        );
        await agent.post(`/api/calls/${callId}/wrap-up`, { code: 'other' });
        await agent.put('/api/agents/me/state', { state: 'offline' });
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test('of a call nobody answered may come in any order too, the first one last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8 }),
        async (order) => {
          const line = new PhoneLine(city);
          const hooks = [
            webhook('voice', line.form()),
            webhook('menu?turn=1', line.form({ Digits: '1' })),
            webhook('menu?turn=2', line.form({ Digits: '2' })),
            line.ended(),
          ];
          for (const at of order) {
            const hook = hooks[at];
            if (hook) expect((await send(city, hook)).status).toBeLessThan(300);
          }
          expect(await rowOf(city, line.sid)).toMatchObject({
            state: 'ended',
            end_reason: 'abandoned',
          });
          const [queue] = await city.app.sql`
            select count(*)::int as live from queue_entry where state in ('waiting', 'offered')`;
          expect(queue).toEqual({ live: 0 });
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  test('sent twice at the same moment apply once', async () => {
    const line = new PhoneLine(city);
    const hook = webhook('voice', line.form());
    const answers = await Promise.all([send(city, hook), send(city, hook), send(city, hook)]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    const calls = await city.app.sql`select id from call where provider_sid = ${line.sid}`;
    expect(calls).toHaveLength(1);
    expect(await eventsOf(city, calls[0]?.id)).toEqual(['call.arrived']);
  });

  test('that the end came before the beginning is no matter', async () => {
    const line = new PhoneLine(city);
    await line.hangUp();
    await line.dial();
    expect(line.heard).toContain('<Hangup/>');
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'ended', end_reason: 'abandoned' });
  });
});

describe('of many calls at once', () => {
  const lines = () =>
    Array.from({ length: 8 }, (_, nth) => new PhoneLine(city, `+88691234500${nth}`));
  const transactionsOf = async (calls: readonly PhoneLine[]) => {
    const sids = calls.map(({ sid }) => sid);
    const [row] = await city.app.sql<{ made: number }[]>`
      select count(distinct xmin::text)::int as made from call where provider_sid = any(${sids})`;
    return row?.made;
  };
  const wrapUp = (agent: TestAgent, callId: string) =>
    agent.post(`/api/calls/${callId}/wrap-up`, { code: 'enquiryAnswered' });
  const stateOf = async (agent: TestAgent) => (await agent.get('/api/agents/me/state')).body.state;

  test('are stored by few transactions, and each call goes as it would alone', async () => {
    const all = lines();
    const agents = await Promise.all(all.map(() => readyAgent(city)));
    await Promise.all(all.map((line) => line.dial()));
    // The first had come alone, the others came meanwhile.
    expect(await transactionsOf(all)).toBe(2);
    await Promise.all(all.map((line) => line.press('1')));
    await Promise.all(all.map((line) => line.press('2')));
    const callIds = await Promise.all(agents.map(answerOffer));
    expect(callIds.toSorted()).toEqual(all.map(({ callId }) => callId).toSorted());
    await Promise.all(all.map((line) => line.hangUp()));
    const wrapped = await Promise.all(agents.map((agent, nth) => wrapUp(agent, `${callIds[nth]}`)));
    expect(wrapped.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(await Promise.all(agents.map(stateOf))).toEqual(all.map(() => 'ready'));
    const stories = await Promise.all(callIds.map((id) => eventsOf(city, id)));
    expect(stories[0]).toContain('call.wrapped');
    expect(stories).toEqual(stories.map(() => stories[0]));
  });

  test('one whose caller is gone is refused to its agent and disturbs nobody', async () => {
    const all = lines();
    const agents = await Promise.all(all.map(() => readyAgent(city)));
    await Promise.all(all.map((line) => line.dial()));
    await Promise.all(all.map((line) => line.press('1')));
    await Promise.all(all.map((line) => line.press('2')));
    const offers = await Promise.all(agents.map((agent) => agent.get('/api/offers/current')));
    const gone = all.find(({ callId }) => callId === offers[3]?.body.offer.callId);
    await gone?.hangUp();
    const answers = await Promise.all(
      agents.map((agent, nth) =>
        agent.post(`/api/offers/${offers[nth]?.body.offer.offerId}/answer`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      all.map((_, nth) => (nth === 3 ? 409 : 200)),
    );
    expect(await Promise.all(agents.map(stateOf))).toEqual(
      all.map((_, nth) => (nth === 3 ? 'ready' : 'busy')),
    );
  });
});

/** Every callback of an answered call that the caller ended, each with its own sequence number. */
function callbacksOf(line: PhoneLine, callId: string): Webhook[] {
  const ConferenceSid = newSid('CF');
  const agentSid = newSid();
  const conference = (SequenceNumber: string, StatusCallbackEvent: string, CallSid?: string) =>
    webhook(`conference?call=${callId}`, {
      ConferenceSid,
      SequenceNumber,
      StatusCallbackEvent,
      ...(CallSid ? { CallSid } : {}),
    });
  return [
    webhook('voice', line.form()),
    conference('1', 'participant-join', line.sid),
    conference('2', 'participant-join', agentSid),
    conference('3', 'conference-start'),
    conference('4', 'participant-leave', line.sid),
    conference('5', 'participant-leave', agentSid),
    conference('6', 'conference-end'),
    line.ended(),
  ];
}

describe('the reconciler', () => {
  const alarms = () => city.app.sql`select payload from journal_all where type = 'alarm.raised'`;

  test('closes a call whose end nobody told, after a minute, and raises an alarm', async () => {
    const line = await waitingCaller(city);
    const agent = await readyAgent(city);
    await answerOffer(agent);
    carrierSays = 'completed';
    city.clock.advance({ seconds: 59 });
    await city.settle();
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'connected' });
    city.clock.advance({ seconds: 1 });
    await city.settle();
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'ended', end_reason: 'unknown' });
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
    expect(await alarms()).toMatchObject([{ payload: { kind: 'callWithoutEnd' } }]);
  });

  test('leaves a call alone that the carrier says is going on', async () => {
    const line = await waitingCaller(city);
    city.clock.advance({ minutes: 10 });
    await city.settle();
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'queued' });
    expect(await alarms()).toHaveLength(0);
  });
});

test('no telephone number stands anywhere outside the vault, job payloads included', async () => {
  const line = await waitingCaller(city, '+886987654321');
  const agent = await readyAgent(city);
  const callId = await answerOffer(agent);
  await commandCall(agent, callId, { type: 'hold' });
  await line.hangUp();
  const owner = openDatabase(city.ownerUrl, { role: null });
  const tables = await owner.sql<{ name: string }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker') and tablename not like 'vault%'`;
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const found = await owner.sql.unsafe(
      `select count(*)::int as rows from ${name} as t where t::text like '%987654321%'`,
    );
    expect([name, found[0]?.rows]).toEqual([name, 0]);
  }
  await owner.close();
});

test('with the database gone a caller is told to hold and to dial 119, then to leave a message', async () => {
  const line = new PhoneLine(city);
  const name = new URL(city.ownerUrl).pathname.slice(1);
  await dropDatabase(databaseUrl(city.ownerUrl, 'postgres'), name);
  await line.dial();
  expect(line.heard).toContain('請立刻撥打119');
  expect(line.heard).toContain('/telephony/twilio/voice?again=1');
  const last = await send(city, webhook('voice?again=3', line.form()));
  expect(last.body).toContain('<Record');
  expect((await send(city, webhook('fallback', line.form()))).body).toContain('119');
});

test('waiting callers hear music that is a sound file', async () => {
  const music = await city.server.inject('/telephony/twilio/hold-music.wav');
  expect(music.headers['content-type']).toBe('audio/wav');
  expect(music.rawPayload.toString('latin1', 0, 4)).toBe('RIFF');
  expect(music.rawPayload.length).toBeGreaterThan(100_000);
});
