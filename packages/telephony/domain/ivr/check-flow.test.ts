import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IvrCondition, IvrFlow, type IvrPrompt, type IvrStep } from '../../contract/ivr.ts';
import { advance, type FlowState, newFlow } from '../call-flow.ts';
import { inOrderOfWays, problemsOfFlow } from './check-flow.ts';
import { expectedWait, type Facts, holds } from './facts.ts';
import { standardFlow } from './standard-flow.ts';

const changed = (steps: Record<string, IvrStep>, more: Partial<IvrFlow> = {}): IvrFlow => ({
  ...standardFlow,
  ...more,
  steps: { ...standardFlow.steps, ...steps },
});
const codes = (flow: IvrFlow) => problemsOfFlow(flow).map(({ step, code }) => `${step} ${code}`);
const say = (next: string): IvrStep => ({ do: 'say', prompts: [], incident: false, next });

test('the standard flow is without problems', () => {
  expect(problemsOfFlow(standardFlow)).toEqual([]);
  expect(IvrFlow.parse(standardFlow)).toEqual(standardFlow);
});

test('however its steps are kept, a flow reads from its start, and none is lost', () => {
  const flow = changed({ island: { do: 'queue' } });
  const read = Object.keys(inOrderOfWays(flow).steps);
  expect([read[0], read.at(-1)]).toEqual([flow.start, 'island']);
  fc.assert(
    fc.property(fc.shuffledSubarray(read, { minLength: read.length }), (kept) => {
      const steps = Object.fromEntries(kept.map((id) => [id, flow.steps[id] as IvrStep]));
      const ordered = inOrderOfWays({ ...flow, steps });
      expect(Object.keys(ordered.steps)).toEqual(read);
      expect(ordered).toEqual(flow);
    }),
  );
});

describe('a flow is refused', () => {
  test.each<[string, IvrFlow, string]>([
    ['that leads nowhere', changed({ greeting: say('away') }), 'greeting unknownStep'],
    ['whose start is missing', changed({}, { start: 'away' }), 'start unknownStep'],
    ['with a step nobody gets to', changed({ island: { do: 'queue' } }), 'island unreachable'],
    ['that goes round unasked', changed({ greeting: say('nuisance') }), 'nuisance neverEnds'],
    ['whose danger is a menu', changed({}, { danger: 'topic' }), 'danger dangerNotQueue'],
    [
      'that gives key 9 to something else',
      changed({
        topic: {
          do: 'menu',
          prompts: [{ prompt: 'topic-menu' }],
          keys: { '9': { topic: 'report', next: 'queue' } },
          otherwise: { next: 'duty' },
        },
      }),
      'topic dangerKey',
    ],
    [
      'that asks a silent caller for ever',
      changed({
        topic: {
          do: 'menu',
          prompts: [{ prompt: 'topic-menu' }],
          keys: { '1': { next: 'duty' } },
          otherwise: { next: 'language' },
        },
      }),
      'topic neverEnds',
    ],
  ])('%s', (_name, flow, problem) => expect(codes(flow)).toContain(problem));
});

const names = ['a', 'b', 'c', 'd', 'e'] as const;
const to = fc.constantFrom(...names);
const prompt: fc.Arbitrary<IvrPrompt[]> = fc.constant([{ prompt: 'please-hold' }]);
const digit = fc.constantFrom('1', '2', '3', '0', '*', '#');
const menuKey = fc.record({ next: to });
const step: fc.Arbitrary<IvrStep> = fc.oneof(
  fc.record({ do: fc.constant('say' as const), prompts: prompt, incident: fc.boolean(), next: to }),
  fc.record({
    do: fc.constant('check' as const),
    when: fc.constantFrom<IvrCondition>(
      { is: 'incident' },
      { is: 'nuisance' },
      { is: 'waitOver', seconds: 60 },
    ),
    yes: to,
    no: to,
  }),
  fc.record({
    do: fc.constant('menu' as const),
    prompts: prompt,
    keys: fc.dictionary(digit, menuKey, { minKeys: 1, maxKeys: 3 }),
    otherwise: menuKey,
  }),
  fc.record({
    do: fc.constant('offerCallback' as const),
    prompts: prompt,
    whenWaitOver: fc.constantFrom(0, 300),
    next: to,
  }),
  fc.constant<IvrStep>({ do: 'queue' }),
  fc.record({ do: fc.constant('voicemail' as const), prompts: prompt }),
  fc.record({ do: fc.constant('end' as const), prompts: prompt }),
);
const flows: fc.Arbitrary<IvrFlow> = fc
  .tuple(step, step, step, step)
  .map(([a, b, c, d]) => ({ start: 'a', danger: 'e', steps: { a, b, c, d, e: { do: 'queue' } } }));
const moment: fc.Arbitrary<Facts> = fc.record({
  now: fc.constant(Temporal.Instant.from('2026-03-02T02:00:00Z')),
  channel: fc.constantFrom('phone' as const, 'webcall' as const),
  incident: fc.constantFrom(null, { zh: '颱風', en: 'typhoon' }),
  nuisance: fc.boolean(),
  agentsOnDuty: fc.nat(3),
  expectedWaitSeconds: fc.constantFrom(0, 100, 1_000),
});
const onlyReachable = (flow: IvrFlow) =>
  problemsOfFlow(flow).filter(({ code }) => code !== 'unreachable').length === 0;
const asked = (state: FlowState) => state.step === 'menu';

describe('a flow without problems', () => {
  test('gets a caller who presses nothing to an end, and says something at every question', () => {
    fc.assert(
      fc.property(flows.filter(onlyReachable), moment, (flow, facts) => {
        let { state } = advance(newFlow, { type: 'arrived' }, { flow, facts });
        for (let turns = 0; asked(state); turns++) {
          expect(state.prompts.length).toBeGreaterThan(0);
          expect(turns).toBeLessThan(30);
          const silent = { type: 'noDigit', turn: state.turn } as const;
          ({ state } = advance(state, silent, { flow, facts }));
        }
        expect(['queued', 'voicemail', 'goodbye']).toContain(state.step);
      }),
      { numRuns: 500 },
    );
  });

  test('answers every key at every question, and 9 with the front of the queue', () => {
    const keys = fc.array(fc.constantFrom(...'0123456789*#'), { maxLength: 12 });
    fc.assert(
      fc.property(flows.filter(onlyReachable), moment, keys, (flow, facts, pressed) => {
        const guide = { flow, facts };
        let { state } = advance(newFlow, { type: 'arrived' }, guide);
        for (const digit of pressed) {
          if (!asked(state)) break;
          const next = advance(state, { type: 'digit', digit, turn: state.turn }, guide);
          expect(next.intents.length).toBeGreaterThan(0);
          expect(next.state.turn !== state.turn || next.state.step !== 'menu').toBe(true);
          if (digit === '9') expect(next.state).toMatchObject({ step: 'queued', topic: 'danger' });
          state = next.state;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a flow that is broken after all still gets everybody to the queue', () => {
    fc.assert(
      fc.property(flows, moment, (flow, facts) => {
        const { state } = advance(newFlow, { type: 'arrived' }, { flow, facts });
        expect(['menu', 'queued', 'voicemail', 'goodbye']).toContain(state.step);
      }),
    );
  });
});

test.each([
  ['2026-03-02T00:30:00Z', '08:00', '12:00', true],
  ['2026-03-02T04:00:00Z', '08:00', '12:00', false],
  // Monday 01:00 in Taipei belongs to the night that began on Sunday.
  ['2026-03-01T17:00:00Z', '22:00', '06:00', false],
  ['2026-03-02T17:00:00Z', '22:00', '06:00', true],
])('%s is between %s and %s on a Monday: %s', (at, from, until, expected) => {
  const facts = { now: Temporal.Instant.from(at) } as Facts;
  expect(holds({ is: 'hours', from, to: until, weekdays: [1] }, facts)).toBe(expected);
});

test('the wait grows with the place and shrinks with the agents', () => {
  expect(expectedWait(4, 2, 240)).toBe(480);
  expect(expectedWait(4, 0, 240)).toBe(960);
  expect(expectedWait(0, 3, 240)).toBe(0);
});
