import { demoDutyPhones } from '@1999/directory';
import type { DutyContact } from '@1999/directory/contract';
import type { OrderView } from '@1999/dispatch/contract';
import type { DeliveryView } from '@1999/messaging/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HandsetProgramInput } from '../../apps/city-simulator/src/carrier/handsets/program.ts';
import { type Signed, signedIn } from '../support/api.ts';
import { accessibilityFaults, launchBrowser } from '../support/browser.ts';
import { type HotlineProcess, startHotlineProcess } from '../support/hotline-process.ts';
import { issuePothole } from '../support/orders.ts';
import { phoneOf, supervisorAt } from '../support/people.ts';
import { step } from '../support/step.ts';

/** 工務局養護工程處, whose app nobody has open in these stories. */
const AGENCY = 'pwb-maintenance';
const QUARTER_OF_AN_HOUR = 15 * 60_000;
/** Longer than a telephone rings. */
const PATIENT = { timeout: 60_000, interval: 250 };

let hotline: HotlineProcess;
let browser: Browser;
let agent: Signed;
let supervisor: Signed;
/** Whom to ring about the agency's orders, from its unit up to the commission. */
let ladder: { contact: DutyContact; number: string }[];
beforeAll(async () => {
  const env = { CARRIER_SPEED: '4' };
  [hotline, browser] = await Promise.all([startHotlineProcess(env), launchBrowser()]);
  agent = await signedIn(hotline.url, 'agent1');
  supervisor = await signedIn(hotline.url, 'supervisor1');
  const own = (await rungFor(AGENCY)).filter(({ contact }) => contact.level !== 'rdec');
  const above = (await rungFor('rdec')).filter(({ contact }) => contact.level === 'rdec');
  ladder = [...own, ...above];
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});

test('an agency with its app closed whose first two contacts do not answer acknowledges by voice, in time', async () => {
  await whenRung({ kind: 'neverAnswers' }, { kind: 'busy' }, { kind: 'answers', presses: ['1'] });
  const issued = await step('an agent issues an order', issueOrder);
  await step('the third telephone answers and its 1 acknowledges', () =>
    expect.poll(async () => (await orderOf(issued)).state, PATIENT).toBe('acknowledged'),
  );
  const order = await orderOf(issued);
  await step('before its quarter of an hour is over', async () => {
    expect(order.acknowledgements).toMatchObject([{ via: 'voice' }]);
    const clock = order.clocks.find(({ kind }) => kind === 'acknowledge');
    expect(clock).toMatchObject({ state: 'met', breachedAt: null });
    expect(msBetween(clock?.startedAt, clock?.dueAt)).toBe(QUARTER_OF_AN_HOUR);
    expect(msBetween(clock?.startedAt, clock?.metAt)).toBeLessThan(60_000);
    expect(order.escalations).toMatchObject([{ level: 'unit', endReason: 'acknowledged' }]);
  });
  await step(
    'the deliveries say who was rung, in the roster’s order, and what came of it',
    async () => {
      const [online, ...rung] = await deliveriesOf(issued);
      expect(online).toMatchObject({ channel: 'app', toKind: 'agency', toId: order.agencyId });
      const [first, second, third] = ladder.map(({ contact }) => contact.id);
      expect(rung).toMatchObject([
        { channel: 'voice', toId: first, state: 'failed', reason: 'noAnswer' },
        { channel: 'voice', toId: second, state: 'failed', reason: 'busy' },
        { channel: 'voice', toId: third, state: 'acknowledged', digit: '1' },
      ]);
      expect(msBetween(rung[0]?.sentAt, rung[0]?.failedAt)).toBeGreaterThan(20_000);
      expect(callsOf(order)).toEqual([
        ['delivery.failed', first],
        ['delivery.failed', second],
        ['delivery.acknowledged', third],
      ]);
    },
  );
});

test('nobody at all answers: the order climbs from the unit to the commission and stays in sight', async () => {
  await whenRung(
    { kind: 'busy' },
    { kind: 'unreachable' },
    { kind: 'busy' },
    { kind: 'unreachable' },
    { kind: 'answers', afterSeconds: 0, presses: ['5'], hangUpAfterSeconds: 3 },
    { kind: 'busy' },
    { kind: 'neverAnswers' },
  );
  const board = await supervisorAt(browser, hotline.url);
  const issued = await step('an agent issues an order', issueOrder);
  await step('everybody up to the commission is rung, and nobody acknowledges', () =>
    expect
      .poll(async () => (await orderOf(issued)).timeline.map(({ type }) => type), PATIENT)
      .toContain('order.unanswered'),
  );
  await step('the journal tells each level it climbed to and each call, in order', async () => {
    const order = await orderOf(issued);
    const climbed = order.timeline.filter(({ type }) => type === 'order.escalated');
    expect(climbed.map(({ payload }) => payload.level)).toEqual(['chief', 'bureau', 'rdec']);
    const everyone = ladder.map(({ contact }) => ['delivery.failed', contact.id]);
    expect(callsOf(order)).toEqual(everyone);
    const [, ...rung] = await deliveriesOf(issued);
    const reasons = rung.map(({ reason }) => reason);
    expect(reasons).toEqual([
      'busy',
      'carrierFailed',
      'busy',
      'carrierFailed',
      'noKey',
      'busy',
      'noAnswer',
    ]);
  });
  await step('the order is not silent: the commission will be rung again', async () => {
    const { state, escalations } = await orderOf(issued);
    expect(state).toBe('issued');
    expect(escalations).toMatchObject([{ level: 'rdec', endReason: null }]);
    expect(escalations[0]?.nextStepAt).not.toBeNull();
  });
  await step('the supervisor sees its acknowledgement run, and is alarmed', async () => {
    await board.row(`受理.*${issued.number}.*養護工程處`).waitFor();
    await board.page.getByRole('list', { name: '警示' }).getByText('各層級都無人受理').waitFor();
  });
});

test('a duty officer takes the call on /phone, reads the order there and presses 1', async () => {
  await whenRung({ kind: 'manual' });
  const officer = await phoneOf(browser, hotline.url);
  await step('the duty telephone is chosen by its name', () =>
    officer.choose(/養護工程處 第一值班員/),
  );
  const issued = await step('an agent issues an order, and it rings', async () => {
    const order = await issueOrder();
    await officer.hears(/1999 來電/);
    return order;
  });
  await step('the officer answers, and the spoken order is readable', async () => {
    await officer.answer();
    await officer.hears(/高雄市1999派工通報.*路面坑洞.*三民區建國三路 123 號/);
    await officer.hears(new RegExp([...issued.number.slice(-5)].join(' ')));
    await officer.hears(/受理請按一/);
    expect(await accessibilityFaults(officer.page)).toEqual([]);
  });
  await step('1 acknowledges it', async () => {
    await officer.press('1');
    await officer.hears(/已受理，謝謝您/);
    const order = await orderOf(issued);
    expect(order).toMatchObject({ state: 'acknowledged', acknowledgements: [{ via: 'voice' }] });
    expect(callsOf(order)).toEqual([['delivery.acknowledged', ladder[0]?.contact.id]]);
  });
});

/** The telephones of an agency's roster, in its order. */
async function rungFor(code: string): Promise<typeof ladder> {
  const agencies: { id: string; code: string }[] = await agent.get('/api/agencies');
  const { id } = agencies.find((agency) => agency.code === code) ?? { id: '' };
  const roster: DutyContact[] = await agent.get(`/api/agencies/${id}/roster`);
  const phones = demoDutyPhones.filter((phone) => phone.agencyCode === code);
  return roster.map((contact, index) => ({ contact, number: phones[index]?.number ?? '' }));
}

/** What the telephones of the ladder do when they are rung, from its foot upwards. */
async function whenRung(...programs: HandsetProgramInput[]): Promise<void> {
  for (const [index, program] of programs.entries()) {
    const { number } = ladder[index] ?? { number: '' };
    const answer = await fetch(`${hotline.url}/phone/api/programs/${number}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(program),
    });
    expect(answer.status).toBe(200);
  }
}

async function issueOrder(): Promise<OrderView> {
  return orderOf(await issuePothole(agent, ladder[0]?.contact.agencyId ?? ''));
}

const orderOf = ({ id }: Pick<OrderView, 'id'>): Promise<OrderView> =>
  supervisor.get(`/api/orders/${id}`);

const deliveriesOf = ({ id }: OrderView): Promise<DeliveryView[]> =>
  supervisor.get(`/api/deliveries?refId=${id}`);

/** How each call about the order ended, and whom it had rung, as the journal tells it. */
function callsOf({ timeline }: OrderView): unknown[][] {
  return timeline
    .filter(({ type }) => /^delivery\.(failed|acknowledged)$/.test(type))
    .map(({ type, payload }) => [type, payload.contactId]);
}

function msBetween(from?: string | null, to?: string | null): number {
  return Temporal.Instant.from(from ?? '')
    .until(to ?? '')
    .total('milliseconds');
}
