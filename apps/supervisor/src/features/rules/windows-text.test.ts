import { expect, test } from 'vitest';
import { readWindows, windowsText } from './windows-text.ts';

test.each([
  ['08:00-12:00, 13:00-17:00', '08:00-12:00, 13:00-17:00'],
  ['8:00 – 12:00；13:00至24:00', '08:00-12:00, 13:00-24:00'],
  ['', ''],
  [' ， ', ''],
])('hours written %j are read as %j', (written, read) => {
  expect(windowsText(readWindows(written) ?? [{ from: 'unread', to: '' }])).toBe(read);
});

test.each(['八點', '08:00', '08:00-12:00, ?', '08-12'])('%j can’t be read', (written) => {
  expect(readWindows(written)).toBeNull();
});
