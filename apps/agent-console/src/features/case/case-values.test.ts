import { expect, test } from 'vitest';
import { CaseDraft, CompleteCase, toOpenCase } from './case-values.ts';

test('an empty draft is a draft, and an old one with unknown parts is still read', () => {
  expect(CaseDraft.parse({})).toMatchObject({ typeCode: null, opened: null, answers: {} });
  expect(CaseDraft.parse({ description: '路面塌陷', leftOver: 1 }).description).toBe('路面塌陷');
});

test('a case goes out without the answers nobody gave and without an empty address', () => {
  const values = CompleteCase.parse({
    ...CaseDraft.parse({}),
    typeCode: 'pothole',
    district: '64000080',
    description: '  大坑洞  ',
    answers: { width: '', water: true, wires: undefined, side: null },
  });
  expect(toOpenCase(values, 'contact')).toEqual({
    contactId: 'contact',
    typeCode: 'pothole',
    place: { district: '64000080' },
    description: '大坑洞',
    answers: { water: true },
  });
});

test.each(['typeCode', 'district', 'description'])('a case without %s is not complete', (part) => {
  const whole = {
    ...CaseDraft.parse({}),
    typeCode: 'pothole',
    district: '64000080',
    description: '大坑洞',
  };
  const lacking = { ...whole, [part]: part === 'description' ? ' ' : null };
  expect(CompleteCase.safeParse(lacking).error?.issues[0]?.path).toEqual([part]);
});
