import type { DutyLevel } from '@1999/directory/contract';
import { channels, speakNext } from '@1999/messaging';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OrderView } from './contract.ts';
import { live } from './live.ts';
import { stepDueRounds } from './sweeps/step-due-rounds.ts';
import { type City, ok, startCity } from './testing/city.ts';

const AGENCY = 'pwb-maintenance';
let city: City;
beforeEach(async () => {
  city = await startCity();
});
afterEach(() => city?.close());

/** Lets time pass in steps of five seconds, as a worker would see it pass. */
async function pass(seconds: number): Promise<void> {
  for (let gone = 0; gone < seconds; gone += 5) {
    city.clock.advance({ seconds: 5 });
    await city.settle();
  }
}

async function phones(level: DutyLevel): Promise<string[]> {
  return (await city.roster(AGENCY, level)).map((contact) => contact.phone);
}

const sinceIssue = (order: OrderView, at: Temporal.Instant) =>
  Temporal.Instant.from(order.issuedAt).until(at).total('seconds');

test('an agency whose app is closed and whose first two contacts do not answer is still acknowledged in time', async () => {
  const [first = '', second = '', third = ''] = await phones('unit');
  city.carrier.script('ringsOn', first);
  city.carrier.script('busy', second);
  city.carrier.script('acknowledges', third);
  const order = await city.issue();
  await city.settle();
  await pass(70);
  expect(city.carrier.calls.map((call) => call.to)).toEqual([first, second, third]);
  expect(city.carrier.calls.map((call) => sinceIssue(order, call.at))).toEqual([0, 60, 60]);
  expect(city.carrier.calls[0]?.text).toContain('路面坑洞,地點三民區建國三路 123 號');
  expect(city.carrier.calls[0]?.text).toContain(
    `單號末五碼${[...order.number.slice(-5)].join(' ')}`,
  );
  const after = await city.order(order.id);
  expect(after).toMatchObject({ state: 'acknowledged', acknowledgements: [{ via: 'voice' }] });
  expect((await city.clockOf(order.id, 'acknowledge')).state).toBe('met');
  expect(after.escalations).toMatchObject([{ endReason: 'acknowledged', nextStepAt: null }]);
  await pass(300);
  expect(city.carrier.calls).toHaveLength(3);
});

test('when nobody of the agency answers it goes up level by level to RDEC, within minutes', async () => {
  city.carrier.script('ringsOn');
  const [commission = ''] = await phones('rdec');
  city.carrier.script('acknowledges', commission);
  const order = await city.issue();
  await city.settle();
  await pass(5 * 60 + 5);
  const everyone = [
    ...(await phones('unit')),
    ...(await phones('chief')),
    ...(await phones('bureau')),
    commission,
  ];
  expect(city.carrier.calls.map((call) => call.to)).toEqual(everyone);
  const after = await city.order(order.id);
  const levels = after.timeline
    .filter((line) => line.type === 'order.escalated')
    .map((line) => line.payload.level);
  expect(levels).toEqual(['chief', 'bureau', 'rdec']);
  expect(after.escalations).toMatchObject([{ level: 'rdec', endReason: 'told' }]);
  expect(after.state).toBe('issued');
});

test('a level with nobody on duty is passed at once and raises an alarm', async () => {
  await city.app.sql`update duty_contact set active = false
    where agency_id = ${city.agency(AGENCY).id} and level in ('unit', 'chief')`;
  const order = await city.issue();
  await city.settle();
  expect(city.carrier.calls.map((call) => call.to)).toEqual(await phones('bureau'));
  const alarms = (await city.order(order.id)).timeline.filter(
    (line) => line.type === 'order.contactMissing',
  );
  expect(alarms.map((line) => line.payload.level)).toEqual(['unit', 'chief']);
});

test('nobody anywhere answers: the top is rung again after a rest, and never in silence', async () => {
  city.carrier.script('noAnswer');
  const order = await city.issue();
  await city.settle();
  const once = city.carrier.calls.length;
  expect(await city.story(order.id)).toContain('order.unanswered');
  city.clock.advance({ minutes: 14 });
  await city.settle();
  expect(city.carrier.calls).toHaveLength(once);
  city.clock.advance({ minutes: 1 });
  await city.settle();
  const again = city.carrier.calls.slice(once).map((call) => call.to);
  expect(again).toEqual(await phones('rdec'));
});

test('an app and a voice acknowledgement stand side by side as evidence', async () => {
  const order = await city.issue();
  await city.settle();
  ok(await city.agencyClient(AGENCY).post(`/api/orders/${order.id}/acknowledgement`, {}));
  const [call] = city.carrier.calls;
  city.clock.advance({ seconds: 20 });
  await city.carrier.press(city.app, call?.deliveryId ?? '');
  await city.settle();
  const { acknowledgements, timeline } = await city.order(order.id);
  expect(acknowledgements.map((one) => one.via)).toEqual(['app', 'voice']);
  const types = timeline.map((line) => line.type);
  expect(types.filter((type) => type === 'order.acknowledged')).toHaveLength(1);
  expect(types).toContain('order.evidenceAttached');
});

test('a key pressed late, when the next one is being rung already, still acknowledges', async () => {
  const order = await city.issue();
  await city.settle();
  await pass(60);
  expect(city.carrier.calls).toHaveLength(2);
  await city.carrier.press(city.app, city.carrier.calls[0]?.deliveryId ?? '');
  await city.settle();
  await pass(120);
  expect((await city.order(order.id)).state).toBe('acknowledged');
  expect(city.carrier.calls).toHaveLength(2);
});

test('a key pressed for an order that has gone to another agency acknowledges nothing', async () => {
  const order = await city.issue();
  await city.settle();
  const [call] = city.carrier.calls;
  ok(
    await city.agencyClient(AGENCY).post(`/api/orders/${order.id}/return`, { reason: '非本單位' }),
  );
  const agencyId = city.agency('water').id;
  ok(await city.who('agent1').post(`/api/orders/${order.id}/reassignment`, { agencyId }));
  await city.carrier.press(city.app, call?.deliveryId ?? '');
  await city.settle();
  expect(await city.order(order.id)).toMatchObject({ state: 'issued', acknowledgements: [] });
});

test('a missed arrival is told a level above, and a key there means "told"', async () => {
  const [unit = ''] = await phones('unit');
  const [chief = ''] = await phones('chief');
  city.carrier.script('acknowledges', unit);
  city.carrier.script('acknowledges', chief);
  const order = await city.issue();
  await city.settle();
  city.clock.advance({ hours: 2, milliseconds: 1 });
  await city.settle();
  expect(city.carrier.calls.map((call) => call.to)).toEqual([unit, chief]);
  expect(city.carrier.calls[1]?.text).toContain('逾時未到場');
  const { escalations, state } = await city.order(order.id);
  expect(state).toBe('acknowledged');
  expect(escalations.at(-1)).toMatchObject({
    clockKind: 'arrive',
    level: 'chief',
    endReason: 'told',
  });
});

test('a missed acknowledgement takes the round a level up though the unit is still being rung', async () => {
  const order = await city.issue();
  await city.settle();
  // As with a roster so long that the unit's turn outlasts the quarter of an hour.
  await city.app
    .sql`update escalation set next_step_at = ${city.clock.now().add({ hours: 1 }).toString()}
    where order_id = ${order.id}`;
  await city.app
    .sql`update automated_call set check_at = ${city.clock.now().add({ hours: 1 }).toString()}`;
  city.clock.advance({ minutes: 15 });
  await city.settle();
  expect(city.carrier.calls).toHaveLength(1);
  city.clock.advance({ milliseconds: 1 });
  await city.settle();
  expect(city.carrier.calls.slice(1).map((call) => call.to)).toEqual(await phones('chief'));
  expect((await city.order(order.id)).escalations).toMatchObject([
    { cause: 'issued', level: 'chief' },
  ]);
});

test('a call the carrier refuses is tried again, and the ladder does not wait for it', async () => {
  const order = await city.issue();
  let refusals = 0;
  city.app.services.get(channels).set('voice', {
    send: async () => {
      refusals += 1;
      throw new Error('the carrier is down');
    },
  });
  await city.settle();
  await pass(65);
  expect(refusals).toBeGreaterThan(3);
  city.carrier.script('acknowledges');
  city.carrier.plugInto(city.app);
  await pass(30);
  expect((await city.order(order.id)).state).toBe('acknowledged');
});

test('every step of an order and its clocks that was journalled is told to live screens', async () => {
  const order = await city.issue();
  await city.settle();
  await pass(16 * 60);
  ok(await city.agencyClient(AGENCY).post(`/api/orders/${order.id}/acknowledgement`, {}));
  const steps = (await city.story(order.id)).filter((type) => /^(order|clock)\./.test(type));
  expect(new Set(steps)).toContain('clock.breached');
  for (const type of steps) expect(live[type], type).toBeTypeOf('function');
});

test('orders for one telephone join the call in progress, and each is answered by its own key', async () => {
  const [first = ''] = await phones('unit');
  const orders = [await city.issue(), await city.issue(), await city.issue()];
  await city.settle();
  expect(city.carrier.calls.map((call) => call.to)).toEqual([first]);
  ok(await city.agencyClient(AGENCY).post(`/api/orders/${orders[1]?.id}/acknowledgement`, {}));
  const spoken = await city.carrier.answer(city.app, city.carrier.calls[0]?.callId ?? '');
  await city.settle();
  // The one the app had taken on meanwhile was not spoken.
  expect(spoken).toHaveLength(2);
  const after = await Promise.all(orders.map(({ id }) => city.order(id)));
  expect(after.map(({ state }) => state)).toEqual(Array(3).fill('acknowledged'));
  expect(after.map((order) => order.acknowledgements.map(({ via }) => via))).toEqual([
    ['voice'],
    ['app'],
    ['voice'],
  ]);
  await pass(120);
  expect(city.carrier.calls).toHaveLength(1);
});

test('while somebody is answering, the orders behind wait their turn, a danger not for long', async () => {
  const [first = '', second = ''] = await phones('unit');
  const danger = await city.issue();
  await city.issue();
  await city.settle();
  const callId = city.carrier.calls[0]?.callId ?? '';
  const hold = async (seconds: number) => {
    for (let gone = 0; gone < seconds; gone += 20) {
      await speakNext(city.caller({ kind: 'carrier', id: 'test' }), { callId });
      await pass(20);
    }
  };
  await hold(160);
  expect(city.carrier.calls.map((call) => call.to)).toEqual([first]);
  await hold(60);
  expect(city.carrier.calls.map((call) => call.to)).toEqual([first, second]);
  expect((await city.order(danger.id)).state).toBe('issued');
});

test('a 3 on the telephone returns the order as not theirs, with that reason', async () => {
  const order = await city.issue();
  await city.settle();
  await city.carrier.answer(city.app, city.carrier.calls[0]?.callId ?? '', '3');
  await city.settle();
  const after = await city.order(order.id);
  expect(after).toMatchObject({ state: 'returned', acknowledgements: [] });
  expect(after.returns).toMatchObject([{ reason: '值班電話按鍵回覆:非本單位業務' }]);
  await pass(120);
  expect(city.carrier.calls).toHaveLength(1);
});

test('a telephone rung twice for a clock gets a message instead, and the journal says so', async () => {
  // One person stands in three places of the roster: the same telephone.
  const [only] = await city.roster(AGENCY, 'unit');
  await city.app
    .sql`update duty_contact d set phone_sealed = o.phone_sealed, person_id = o.person_id
    from duty_contact o where o.id = ${only?.id ?? ''}
      and d.agency_id = ${city.agency(AGENCY).id} and d.level = 'unit'`;
  const order = await city.issue();
  city.carrier.script('noAnswer', only?.phone);
  await city.settle();
  await pass(30);
  expect(city.carrier.calls.filter((call) => call.to === only?.phone)).toHaveLength(2);
  const messages = city.carrier.messages.filter(({ text }) => text.includes('派工'));
  expect(messages.map(({ to }) => to)).toEqual([only?.phone]);
  expect(await city.story(order.id)).toContain('order.ringSpared');
  await pass(60);
  expect((await city.order(order.id)).escalations).toMatchObject([{ level: 'chief' }]);
});

test('a telephone that let three calls ring out is left alone for a quarter of an hour; the next is rung at once', async () => {
  const [first = '', second = ''] = await phones('unit');
  city.carrier.script('noAnswer', first);
  city.carrier.script('acknowledges', second);
  const ringsOf = (phone: string) => city.carrier.calls.filter(({ to }) => to === phone).length;
  for (let rings = 1; rings <= 3; rings += 1) {
    await city.issue();
    await city.settle();
    expect(ringsOf(first)).toBe(rings);
  }
  const spared = await city.issue();
  await city.settle();
  expect(ringsOf(first)).toBe(3);
  expect((await city.order(spared.id)).state).toBe('acknowledged');
  const deliveries = ok<{ channel: string; state: string; reason: string | null }[]>(
    await city.who('supervisor1').get(`/api/deliveries?refId=${spared.id}`),
  );
  expect(deliveries.map(({ reason }) => reason)).toContain('silentTelephone');
  city.clock.advance({ minutes: 16 });
  await city.issue();
  await city.settle();
  expect(ringsOf(first)).toBe(4);
});

test('rounds that are due at once are stepped together, two of one order one after the other', async () => {
  const orders = [await city.issue(), await city.issue(), await city.issue()];
  await city.app.sql`
    insert into escalation
      (id, order_id, danger, cause, clock_kind, level, tried, raise, next_step_at, started_at)
    select gen_random_uuid(), order_id, danger, 'breached', 'handle', 'unit', '{}', true, next_step_at, started_at
    from escalation where order_id = ${orders[0]?.id ?? ''}`;
  city.clock.advance({ seconds: 61 });
  expect(await stepDueRounds.run(city.app)).toBe(3);
  expect(await stepDueRounds.run(city.app)).toBe(1);
  expect(await stepDueRounds.run(city.app)).toBe(0);
  const rounds = await city.app.sql<{ together: number; stepped: boolean }[]>`
    select count(*)::int as together, bool_and(delivery_id is not null) as stepped
    from escalation group by xmin order by 1`;
  // The first to ask waits for nobody.
  expect([...rounds]).toEqual([1, 1, 2].map((together) => ({ together, stepped: true })));
});

test('a round that cannot be stepped keeps no other from being stepped', async () => {
  for (let n = 0; n < 22; n++) await city.issue();
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  const [broken] = await owner<{ id: string }[]>`
    select id from escalation order by next_step_at, id limit 1`;
  await owner.unsafe(`
    create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'this round cannot be stepped'; end $$;
    create trigger refuse before update on escalation for each row
      when (old.id = '${broken?.id}') execute function refuse()`);
  await owner.end();
  city.clock.advance({ seconds: 61 });
  await expect(stepDueRounds.run(city.app)).rejects.toThrow();
  const due = await city.app.sql<{ id: string }[]>`
    select id from escalation where next_step_at <= ${city.clock.now().toString()}`;
  expect([...due]).toEqual([{ id: broken?.id }]);
});
