import { type District, type MatterType, OpenCaseBody } from '@1999/cases/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AgencyPlan,
  closingGround,
  drawAgencyPlan,
  dutyAnswer,
  type SpokenOrder,
} from './agency-plan.ts';
import { wrapUpCodeFor } from './agent-plan.ts';
import { drawCitizen } from './citizen-plan.ts';
import { seededRandom } from './random.ts';

const words = { nameZh: '某', nameEn: 'Some', agencyCode: 'water' };
const types: MatterType[] = [
  { ...words, code: 'littering', danger: false, questions: [] },
  {
    ...words,
    code: 'manhole',
    danger: true,
    questions: [
      { code: 'blocking', zh: '?', en: '?', kind: 'yesNo' },
      { code: 'size', zh: '?', en: '?', kind: 'text' },
      {
        code: 'coverState',
        zh: '?',
        en: '?',
        kind: 'choice',
        options: [{ code: 'missing', zh: '?', en: '?' }],
      },
    ],
  },
];
const district: District = {
  code: '64000080',
  nameZh: '苓雅區',
  nameEn: 'Lingya',
  lat: 22.62,
  lng: 120.31,
};
const reference = { types, districts: [district] };
const seeds = fc.nat();

describe('a citizen', () => {
  test('has a need that the API takes, whatever the seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { need } = drawCitizen(seededRandom(seed), reference);
        if (!need) return;
        const contactId = '01900000-0000-7000-8000-000000000000';
        expect(OpenCaseBody.safeParse({ contactId, ...need }).error).toBeUndefined();
      }),
    );
  });

  test('in danger presses 9 at once and waits; one who only asks reports nothing', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plan = drawCitizen(seededRandom(seed), reference);
        const danger = plan.keys[0] === '9';
        expect(plan.need?.typeCode === 'manhole').toBe(danger);
        if (danger) expect(plan.patienceMs).toBe(240_000);
        else expect(plan.keys.at(-1)).toBe(plan.need ? '2' : '1');
      }),
    );
  });

  test('some give up early, some do not answer the survey, and most are satisfied', () => {
    const plans = Array.from({ length: 2_000 }, (_, nth) =>
      drawCitizen(seededRandom(nth).of('citizen'), reference),
    );
    const share = (of: typeof plans) => of.length / plans.length;
    expect(share(plans.filter((plan) => plan.patienceMs < 60_000))).toBeCloseTo(0.135, 1);
    const answering = plans.flatMap((plan) => plan.survey ?? []);
    expect(answering.length / plans.length).toBeCloseTo(0.6, 1);
    const satisfied = answering.filter(({ score }) => score >= 4);
    expect(satisfied.length / answering.length).toBeCloseTo(0.7, 1);
  });
});

test.each([
  [true, true, true, 'dispatched'],
  [true, true, false, 'recorded'],
  [true, false, false, 'abandoned'],
  [false, false, false, 'enquiryAnswered'],
] as const)(
  'need %s, recorded %s, ordered %s is wrapped up as %s',
  (need, recorded, ordered, code) => {
    const matter = {
      typeCode: 'littering',
      place: { district: '64000080' },
      description: '',
      answers: {},
    };
    expect(wrapUpCodeFor(need ? matter : null, recorded, ordered)).toBe(code);
  },
);

describe('an agency', () => {
  test('never closes a danger on words alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plan = drawAgencyPlan(seededRandom(seed), true);
        expect(closingGround(plan)).not.toBe('report');
        if (closingGround(plan) === 'photo') expect(plan.photo).toBe(true);
      }),
    );
  });

  test('acknowledges by app, by telephone, or never', () => {
    const ways = Array.from(
      { length: 500 },
      (_, nth) => drawAgencyPlan(seededRandom(nth).of('order'), false).acknowledges,
    );
    expect(new Set(ways)).toEqual(new Set(['app', 'voice', 'never']));
  });
});

describe('a duty officer who picked up', () => {
  const plan = (acknowledges: AgencyPlan['acknowledges']) => ({ acknowledges }) as AgencyPlan;
  const order = (over: Partial<SpokenOrder> = {}): SpokenOrder => ({
    plan: plan('voice'),
    acknowledged: false,
    done: false,
    ...over,
  });
  test.each<[string, SpokenOrder | undefined, boolean, string]>([
    ['takes a new order on', order(), false, 'takesOn'],
    ['takes it on beside the app', order({ acknowledged: true }), false, 'takesOn'],
    ['leaves one nobody wants', order({ plan: plan('never') }), false, 'hangsUp'],
    ['leaves one that is done', order({ done: true }), false, 'hangsUp'],
    ['has heard of an overdue one taken on', order({ acknowledged: true }), true, 'told'],
    ['does not take an overdue one on', order(), true, 'hangsUp'],
    ['has heard of one from before', undefined, false, 'told'],
  ])('%s', (_name, known, overdue, does) => {
    expect(dutyAnswer(known, overdue)).toBe(does);
  });
});
