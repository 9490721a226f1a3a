import { newId } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';
import { expect, test } from 'vitest';
import { live } from './live.ts';

const order = {
  caseId: newId(),
  agencyId: newId(),
  number: 'INS26112400001',
  type: 'pothole',
  danger: true,
  district: '64000050',
};

test.each([
  ['order.contactMissing', { level: 'unit' }, true],
  ['order.unanswered', { level: 'rdec' }, true],
  ['order.escalated', { level: 'rdec' }, true],
  ['order.escalated', { level: 'chief' }, false],
  ['order.returned', { returns: 1 }, false],
  ['order.returned', { returns: 2 }, true],
  ['order.returned', { returns: 3 }, true],
  ['order.reported', {}, false],
] as const)('%s with %j is an alarm: %s', (type, more, alarms) => {
  const event = { type, subjectId: newId(), payload: { ...order, ...more } };
  const topics = live[type]?.(event as unknown as JournalEvent);
  expect(topics).toContain('orders');
  expect(topics?.includes('alarms')).toBe(alarms);
});
