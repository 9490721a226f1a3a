import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, type FlowEvent, type FlowState, newFlow, type Step } from './call-flow.ts';
import { callStateAt, rankOf } from './call-state.ts';

const run = (events: FlowEvent[], from: FlowState = newFlow): FlowState =>
  events.reduce((state, event) => advance(state, event).state, from);
const arrived: FlowEvent = { type: 'arrived' };
const key = (digit: string, turn?: number): FlowEvent => ({ type: 'digit', digit, turn });

test('a call is greeted, told of the recording and asked for its language', () => {
  const { state, intents } = advance(newFlow, arrived);
  expect(state).toMatchObject({ step: 'language', turn: 1 });
  expect(intents).toEqual([{ type: 'ask', prompts: ['greeting', 'language-menu'], turn: 1 }]);
});

test('a page that named the language is asked for the topic at once', () => {
  const { state, intents } = advance(newFlow, { type: 'arrived', language: 'en' });
  expect(state).toMatchObject({ step: 'topic', language: 'en' });
  expect(intents).toMatchObject([{ type: 'ask', prompts: ['greeting', 'topic-menu'] }]);
});

describe('keys', () => {
  test.each([
    ['1', 'zh'],
    ['2', 'nan'],
    ['3', 'hak'],
    ['4', 'en'],
  ])('language key %s is %s', (digit, language) => {
    expect(run([arrived, key(digit)])).toMatchObject({ step: 'topic', language });
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
    expect(run([arrived, key('1', 1), key('1', 1)])).toMatchObject({ step: 'topic', turn: 2 });
  });
});

test('a wrong key is asked for again, and after the third the usual choice is taken', () => {
  const once = advance(run([arrived]), key('7'));
  expect(once.intents).toEqual([{ type: 'ask', prompts: ['try-again', 'language-menu'], turn: 2 }]);
  const thrice = run([arrived, key('7'), key('8'), { type: 'noDigit', turn: 3 }]);
  expect(thrice).toMatchObject({ step: 'topic', language: 'zh', misses: 0 });
  const silent = run(
    [4, 5, 6].map((turn) => ({ type: 'noDigit', turn })),
    thrice,
  );
  expect(silent).toMatchObject({ step: 'queued', topic: 'enquiry' });
});

const at: Record<Step, FlowState> = {
  arrived: newFlow,
  language: run([arrived]),
  topic: run([arrived, key('1')]),
  queued: run([arrived, key('1'), key('2')]),
  connected: run([arrived, key('1'), key('2'), { type: 'agentAnswered' }]),
  transferring: run([
    arrived,
    key('1'),
    key('2'),
    { type: 'agentAnswered' },
    { type: 'transferred' },
  ]),
  handedOver: run([
    arrived,
    key('1'),
    key('2'),
    { type: 'agentAnswered' },
    { type: 'outsideTook' },
  ]),
  ended: run([arrived, { type: 'hungUp', how: 'hangUp' }]),
};
// Step → where each event leads: arrived, digit 1, promptFinished, noDigit, timer, answered, lost,
// transferred, outsideTook, outsideLeft, hungUp.
const table: Record<Step, string> = {
  arrived: `language ${'arrived '.repeat(9)}ended`,
  language: `language topic ${'language '.repeat(8)}ended`,
  topic: `topic queued ${'topic '.repeat(8)}ended`,
  queued: `${'queued '.repeat(5)}connected ${'queued '.repeat(4)}ended`,
  connected: `${'connected '.repeat(7)}transferring handedOver connected ended`,
  transferring: `${'transferring '.repeat(5)}connected ${'transferring '.repeat(4)}ended`,
  handedOver: `${'handedOver '.repeat(9)}ended ended`,
  ended: `${'ended '.repeat(10)}ended`,
};
test.each(Object.keys(at) as Step[])('where every event leads from %s', (step) => {
  const state = at[step];
  const events: FlowEvent[] = [
    arrived,
    key('1'),
    { type: 'promptFinished', turn: state.turn },
    { type: 'noDigit', turn: state.turn },
    { type: 'positionTimer' },
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
  ['language', 'abandoned', []],
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
    { type: 'agentAnswered' },
    { type: 'agentLost' },
    { type: 'transferred' },
    { type: 'outsideTook' },
    { type: 'outsideLeft' },
    { type: 'hungUp', how: 'hangUp' },
    { type: 'hungUp', how: 'failed' },
  ),
);
test('whatever happens the rank only rises, one queueing and one end at most', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 30 }), (story) => {
      let state = newFlow;
      const intents: string[] = [];
      for (const event of story) {
        const next = advance(state, event);
        expect(rankOf(callStateAt(next.state.step))).toBeGreaterThanOrEqual(
          rankOf(callStateAt(state.step)),
        );
        intents.push(...next.intents.map(({ type }) => type));
        state = next.state;
      }
      const count = (type: string) => intents.filter((one) => one === type).length;
      for (const once of ['enqueue', 'hangUp', 'leaveQueue']) {
        expect(count(once)).toBeLessThanOrEqual(1);
      }
      // Each hand-over is taken once; the first connection is none.
      expect(count('connect')).toBeLessThanOrEqual(1 + count('comfort'));
      expect(state.step === 'ended').toBe(count('hangUp') === 1);
    }),
  );
});
