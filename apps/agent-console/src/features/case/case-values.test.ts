import { expect, test } from 'vitest';
import {
  CaseDraft,
  CompleteCase,
  roadWidthOf,
  toOpenCase,
  unanswered,
  withYesAndNo,
} from './case-values.ts';

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

test('a yes and a no go to the server as such, and a word that reads alike stays a word', () => {
  const type = {
    code: 'fallenTree',
    nameZh: '路樹傾倒',
    nameEn: 'Fallen tree',
    danger: true,
    agencyCode: 'pwb-maintenance',
    questions: [
      { code: 'wires', zh: '碰到電線？', en: 'Wires?', kind: 'yesNo' as const },
      { code: 'source', zh: '來源？', en: 'Source?', kind: 'text' as const },
    ],
  };
  const values = CompleteCase.parse({
    ...CaseDraft.parse({}),
    typeCode: 'fallenTree',
    district: '64000080',
    description: '倒了',
    answers: { wires: 'no', source: 'no' },
  });
  expect(withYesAndNo(values, type).answers).toEqual({ wires: false, source: 'no' });
});

test('a question is answered by a no as well as by a yes, and not by silence', () => {
  const asked = ['blocking', 'wires', 'size', 'lane'];
  expect(unanswered({ blocking: 'no', wires: false, size: '', lane: null }, asked)).toEqual([
    'size',
    'lane',
  ]);
});

test('the width of the road is as far known as the question tells it', () => {
  expect(roadWidthOf({ roadWidth: 'under6' })).toBeLessThan(6);
  expect(roadWidthOf({ roadWidth: 'from6' })).toBe(6);
  expect(roadWidthOf({})).toBeNull();
});
