import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance as advanceBy,
  type FlowEvent,
  type FlowState,
  newFlow,
  type Step,
} from './call-flow.ts';
import { callStateAt, rankOf } from './call-state.ts';
import type { Facts } from './ivr/facts.ts';
import { standardFlow } from './ivr/standard-flow.ts';

const facts: Facts = {
  now: Temporal.Instant.from('2026-03-02T02:00:00Z'),
  channel: 'phone',
  incident: null,
  nuisance: false,
  agentsOnDuty: 3,
  expectedWaitSeconds: 30,
};
const advance = (state: FlowState, event: FlowEvent, moment: Partial<Facts> = {}) =>
  advanceBy(state, event, { flow: standardFlow, facts: { ...facts, ...moment } });
const run = (events: FlowEvent[], from: FlowState = newFlow, moment: Partial<Facts> = {}) =>
  events.reduce((state, event) => advance(state, event, moment).state, from);
const arrived: FlowEvent = { type: 'arrived' };
const key = (digit: string, turn?: number): FlowEvent => ({ type: 'digit', digit, turn });
const said = (...names: string[]) => names.map((prompt) => ({ prompt }));

test('a call is greeted, told of the recording and asked for its language', () => {
  const { state, intents } = advance(newFlow, arrived);
  expect(state).toMatchObject({ step: 'menu', node: 'language', turn: 1 });
  const prompts = said('greeting', 'recording-notice', 'language-menu');
  expect(intents).toEqual([{ type: 'ask', prompts, turn: 1 }]);
});

test('a page that named the language is asked for the topic at once', () => {
  const { state, intents } = advance(newFlow, { type: 'arrived', language: 'en' });
  expect(state).toMatchObject({ node: 'topic', language: 'en' });
  expect(intents).toMatchObject([
    { type: 'ask', prompts: said('greeting', 'recording-notice', 'topic-menu') },
  ]);
});

test('in an incident everybody hears its notice', () => {
  const incident = { zh: '颱風來襲', en: 'A typhoon is coming.' };
  const { state } = advance(newFlow, arrived, { incident });
  expect(state.prompts).toContainEqual(incident);
});

describe('keys', () => {
  test.each([
    ['1', 'zh'],
    ['2', 'nan'],
    ['3', 'hak'],
    ['4', 'en'],
    ['5', 'vi'],
    ['6', 'id'],
    ['7', 'th'],
  ])('language key %s is %s', (digit, language) => {
    expect(run([arrived, key(digit)])).toMatchObject({ node: 'topic', language });
  });

  test.each([
    ['1', 'enquiry'],
    ['2', 'report'],
    ['9', 'danger'],
  ])('topic key %s is %s', (digit, topic) => {
    const before = run([arrived, key('1')]);
    const { state, intents } = advance(before, key(digit));
    expect(state).toMatchObject({ step: 'queued', topic });
    expect(intents).toEqual([{ type: 'enqueue', language: 'zh', topic }, { type: 'tellPosition' }]);
  });

  test('9 in the language menu goes straight to the front of the queue', () => {
    expect(run([arrived, key('9')])).toMatchObject({
      step: 'queued',
      topic: 'danger',
      language: 'zh',
    });
  });

  test('a key for an earlier question is not taken for the next one', () => {
    expect(run([arrived, key('1', 1), key('1', 1)])).toMatchObject({ node: 'topic', turn: 2 });
  });
});

test('a wrong key is asked for again, and after the third the usual choice is taken', () => {
  const once = advance(run([arrived]), key('8'));
  expect(once.intents).toEqual([
    { type: 'ask', prompts: said('try-again', 'language-menu'), turn: 2 },
  ]);
  const thrice = run([arrived, key('8'), key('8'), { type: 'noDigit', turn: 3 }]);
  expect(thrice).toMatchObject({ node: 'topic', language: 'zh', misses: 0 });
  const silent = run(
    [4, 5, 6].map((turn) => ({ type: 'noDigit', turn })),
    thrice,
  );
  expect(silent).toMatchObject({ step: 'queued', topic: 'enquiry' });
});

describe('a long wait', () => {
  const long = { expectedWaitSeconds: 900 };
  const offered = run([arrived, key('1'), key('1')], newFlow, long);

  test('is answered with the offer to be called back; taken, the call ends with the promise', () => {
    expect(offered).toMatchObject({ step: 'menu', node: 'offer' });
    const { state, intents } = advance(offered, key('1'), long);
    expect(state).toMatchObject({ step: 'goodbye', outcome: 'callback' });
    expect(intents.map(({ type }) => type)).toEqual(['promiseCallback', 'sayLast']);
    expect(run([{ type: 'hungUp', how: 'hangUp' }], state)).toMatchObject({
      endReason: 'callback',
    });
  });

  test.each([key('2'), { type: 'noDigit', turn: 3 } as const])('%j waits on', (answer) => {
    expect(run([answer], offered, long)).toMatchObject({ step: 'queued', topic: 'enquiry' });
  });

  test('holds up no danger, and nobody in a browser is offered it', () => {
    expect(run([arrived, key('1'), key('9')], newFlow, long)).toMatchObject({ step: 'queued' });
    const web = { ...long, channel: 'webcall' } as const;
    expect(run([arrived, key('1'), key('1')], newFlow, web)).toMatchObject({ step: 'queued' });
  });

  test('beyond an hour takes a message as the last resort', () => {
    const { state, intents } = advance(run([arrived, key('1')]), key('2'), {
      expectedWaitSeconds: 7_200,
    });
    expect([state.step, intents[0]?.type]).toEqual(['voicemail', 'takeMessage']);
    expect(run([{ type: 'messageLeft' }], state)).toMatchObject({ outcome: 'message' });
  });
});

test('a number on the nuisance list hears whom to call in danger, and is not served', () => {
  const { state } = advance(newFlow, arrived, { nuisance: true });
  expect(state).toMatchObject({
    step: 'goodbye',
    prompts: said('unavailable'),
    outcome: 'refused',
  });
});

const talk: FlowEvent[] = [arrived, key('1'), key('2'), { type: 'agentAnswered' }];
const at: Record<Step, FlowState> = {
  arrived: newFlow,
  menu: run([arrived]),
  voicemail: run([arrived, key('1'), key('1')], newFlow, { expectedWaitSeconds: 9_999 }),
  goodbye: run([arrived], newFlow, { nuisance: true }),
  queued: run([arrived, key('1'), key('2')]),
  connected: run(talk),
  transferring: run([...talk, { type: 'transferred' }]),
  handedOver: run([...talk, { type: 'outsideTook' }]),
  ended: run([arrived, { type: 'hungUp', how: 'hangUp' }]),
};
// Step → where each event leads: arrived, digit 1, promptFinished, noDigit, timer, messageLeft,
// answered, lost, transferred, outsideTook, outsideLeft, hungUp.
const table: Record<Step, string> = {
  arrived: `menu ${'arrived '.repeat(10)}ended`,
  menu: `${'menu '.repeat(11)}ended`,
  voicemail: `${'voicemail '.repeat(5)}goodbye ${'voicemail '.repeat(5)}ended`,
  goodbye: `goodbye goodbye ended ${'goodbye '.repeat(8)}ended`,
  queued: `${'queued '.repeat(6)}connected ${'queued '.repeat(4)}ended`,
  connected: `${'connected '.repeat(8)}transferring handedOver connected ended`,
  transferring: `${'transferring '.repeat(6)}connected ${'transferring '.repeat(4)}ended`,
  handedOver: `${'handedOver '.repeat(10)}ended ended`,
  ended: `${'ended '.repeat(11)}ended`,
};
test.each(Object.keys(at) as Step[])('where every event leads from %s', (step) => {
  const state = at[step];
  expect(state.step).toBe(step);
  const events: FlowEvent[] = [
    arrived,
    key('1'),
    { type: 'promptFinished', turn: state.turn },
    { type: 'noDigit', turn: state.turn },
    { type: 'positionTimer' },
    { type: 'messageLeft' },
    { type: 'agentAnswered' },
    { type: 'agentLost' },
    { type: 'transferred' },
    { type: 'outsideTook' },
    { type: 'outsideLeft' },
    { type: 'hungUp', how: 'hangUp' },
  ];
  expect(events.map((event) => advance(state, event).state.step).join(' ')).toBe(table[step]);
});

test.each([
  ['arrived', 'abandoned', []],
  ['menu', 'abandoned', []],
  ['queued', 'abandoned', ['leaveQueue']],
  ['connected', 'completed', []],
  ['transferring', 'completed', ['leaveQueue']],
  ['handedOver', 'completed', []],
] as const)('hanging up while %s ends it as %s', (step, endReason, tidy) => {
  const { state, intents } = advance(at[step], { type: 'hungUp', how: 'hangUp' });
  expect(state.endReason).toBe(endReason);
  expect(intents.map(({ type }) => type)).toEqual([...tidy, 'hangUp']);
});

const events = fc.oneof(
  fc.constant<FlowEvent>(arrived),
  fc.record({
    type: fc.constant('digit' as const),
    digit: fc.constantFrom(...'0123456789*#'),
    turn: fc.option(fc.nat(6), { nil: undefined }),
  }),
  fc.record({
    type: fc.constantFrom('noDigit' as const, 'promptFinished' as const),
    turn: fc.nat(6),
  }),
  fc.constantFrom<FlowEvent>(
    { type: 'positionTimer' },
    { type: 'messageLeft' },
    { type: 'agentAnswered' },
    { type: 'agentLost' },
    { type: 'transferred' },
    { type: 'outsideTook' },
    { type: 'outsideLeft' },
    { type: 'hungUp', how: 'hangUp' },
    { type: 'hungUp', how: 'failed' },
  ),
);
const moments = fc.record({
  nuisance: fc.boolean(),
  expectedWaitSeconds: fc.constantFrom(0, 400, 900, 9_000),
  channel: fc.constantFrom('phone' as const, 'webcall' as const),
});
test('whatever happens the rank only rises, one queueing and one end at most', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(events, moments), { maxLength: 30 }), (story) => {
      let state = newFlow;
      const intents: string[] = [];
      for (const [event, moment] of story) {
        const next = advance(state, event, moment);
        expect(rankOf(callStateAt(next.state.step))).toBeGreaterThanOrEqual(
          rankOf(callStateAt(state.step)),
        );
        intents.push(...next.intents.map(({ type }) => type));
        state = next.state;
      }
      const count = (type: string) => intents.filter((one) => one === type).length;
      for (const once of ['enqueue', 'hangUp', 'leaveQueue', 'promiseCallback', 'takeMessage']) {
        expect(count(once)).toBeLessThanOrEqual(1);
      }
      // Each hand-over is taken once; the first connection is none.
      expect(count('connect')).toBeLessThanOrEqual(1 + count('comfort'));
      expect(state.step === 'ended').toBe(count('hangUp') === 1);
    }),
  );
});
