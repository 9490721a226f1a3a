import { expect, test } from 'vitest';
import { type ChatAction, chatActions, nextChatState } from './chat-state.ts';
import { isWithinHours } from './hours.ts';

const legal = [
  'bot askForPerson waiting',
  'bot end ended',
  'waiting withdraw bot',
  'waiting take live',
  'waiting end ended',
  'live requeue waiting',
  'live returnToBot bot',
  'live end ended',
];

test('of every pair of state and action only the written ones are moves', () => {
  const states = ['bot', 'waiting', 'live', 'ended'] as const;
  const found = states.flatMap((state) =>
    chatActions.flatMap((action: ChatAction) => {
      const next = nextChatState(state, action);
      return next ? [`${state} ${action} ${next}`] : [];
    }),
  );
  expect(found.toSorted()).toEqual(legal.toSorted());
});

test.each([
  [null, '03:00', true],
  [{ from: '08:00', to: '20:00' }, '08:00', true],
  [{ from: '08:00', to: '20:00' }, '19:59', true],
  [{ from: '08:00', to: '20:00' }, '20:00', false],
  [{ from: '08:00', to: '20:00' }, '07:59', false],
  [{ from: '22:00', to: '06:00' }, '23:30', true],
  [{ from: '22:00', to: '06:00' }, '05:59', true],
  [{ from: '22:00', to: '06:00' }, '12:00', false],
  [{ from: '08:00', to: '24:00' }, '23:59', true],
])('with the hours %j a person may be asked for at %s: %s', (hours, time, open) => {
  const at = Temporal.PlainDateTime.from(`2026-03-02T${time}`)
    .toZonedDateTime('Asia/Taipei')
    .toInstant();
  expect(isWithinHours(hours, at)).toBe(open);
});
