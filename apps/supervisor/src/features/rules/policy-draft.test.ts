import { AmendPolicyBody, type PolicyView } from '@1999/dispatch/contract';
import { expect, test } from 'vitest';
import { bodyOf, draftOf, PolicyDraft } from './policy-draft.ts';

const policy: PolicyView = {
  id: '01a20c6f-2dde-7e48-a7ee-bfe7fab50a5a',
  kind: 'arrive',
  danger: true,
  typeCode: 'fallenTree',
  districtCode: null,
  time: { from: '22:00', to: '06:00' },
  version: 3,
  withinSeconds: 5400,
  calendar: 'always',
  warnPercents: [50, 80],
  ladder: [
    { at: 50, level: 'chief' },
    { at: 'breach', level: 'above' },
  ],
  assumed: true,
  validFrom: '2026-01-01T00:00:00Z',
  current: true,
};

test('a rule opened and saved unchanged says the same again, and is no longer assumed', () => {
  const { id, version, validFrom, current, assumed, ...same } = policy;
  const sent = AmendPolicyBody.parse(bodyOf(PolicyDraft.parse(draftOf(policy))));
  expect(sent).toEqual({ ...same, assumed: false, recompute: false });
});

test('a time of validity is Taipei’s', () => {
  const draft = { ...draftOf(policy), validFrom: '2026-12-01T08:00' };
  expect(bodyOf(draft).validFrom).toBe('2026-12-01T00:00:00Z');
});

test.each([
  ['timeTo', { timeTo: '' }],
  ['timeFrom', { timeFrom: '25:00' }],
  ['amount', { amount: '0' }],
  ['amount', { amount: '一小時' }],
  ['warnPercents', { warnPercents: '50, 100' }],
  ['warnPercents', { warnPercents: '80' }],
] as const)('%s is named when the draft says %j', (field, change) => {
  const { error } = PolicyDraft.safeParse({ ...draftOf(policy), ...change });
  expect(error?.issues.map(({ path }) => path[0])).toContain(field);
});
