import type { ReportDraft } from '@1999/chat/contract';
import { expect, test } from 'vitest';
import { draftOfReport } from './draft-of-report.ts';

const report: ReportDraft = {
  typeCode: 'streetLight',
  district: '64000050',
  address: '建工路100號前',
  lat: 22.64,
  lng: 120.32,
  description: null,
  photos: [],
  missing: ['description'],
};

test('the form begins with what the citizen told the bot', () => {
  expect(draftOfReport({}, report)).toMatchObject({
    typeCode: 'streetLight',
    district: '64000050',
    address: '建工路100號前',
    point: { lat: 22.64, lng: 120.32 },
    description: '',
    opened: null,
  });
});

test('what the agent has written of it stands', () => {
  expect(draftOfReport({ address: '建工路200號' }, report)).toMatchObject({
    address: '建工路200號',
    typeCode: null,
  });
});

test('without a report it is empty', () => {
  expect(draftOfReport({}, null)).toMatchObject({ typeCode: null, address: '', point: null });
});
