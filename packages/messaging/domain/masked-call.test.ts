import { describe, expect, test } from 'vitest';
import { endOfCallerLeg, endOfCitizenLeg, maskedCallState } from './masked-call.ts';

const moments = {
  placedAt: null,
  answeredAt: null,
  connectingAt: null,
  talkingAt: null,
  endedAt: null,
};

test('the latest moment says where a call stands', () => {
  expect(maskedCallState(moments)).toBe('asked');
  expect(maskedCallState({ ...moments, placedAt: 1 })).toBe('ringing');
  // The carrier's question may come before its answer to our request.
  expect(maskedCallState({ ...moments, answeredAt: 1 })).toBe('answered');
  expect(maskedCallState({ ...moments, answeredAt: 1, connectingAt: 2 })).toBe('connecting');
  expect(maskedCallState({ ...moments, connectingAt: 2, talkingAt: 3 })).toBe('talking');
  expect(maskedCallState({ ...moments, talkingAt: 3, endedAt: 4 })).toBe('ended');
});

describe('how it ended', () => {
  test.each([
    ['ringing', 'no-answer', 'callerNoAnswer'],
    ['ringing', 'canceled', 'callerNoAnswer'],
    ['ringing', 'busy', 'callerBusy'],
    ['ringing', 'failed', 'callerUnreachable'],
    ['ringing', 'completed', 'noKey'],
    ['answered', 'completed', 'noKey'],
    ['connecting', 'completed', 'hungUp'],
    ['talking', 'completed', 'talked'],
  ] as const)('%s, and the first leg %s: %s', (state, leg, end) => {
    expect(endOfCallerLeg(state, leg)).toBe(end);
  });

  test.each([
    ['connecting', 'no-answer', false, 'citizenNoAnswer'],
    ['connecting', 'busy', false, 'citizenBusy'],
    ['connecting', 'failed', false, 'citizenUnreachable'],
    ['connecting', 'canceled', false, 'hungUp'],
    ['connecting', 'completed', false, 'hungUp'],
    ['connecting', 'completed', true, 'talked'],
    ['talking', 'completed', false, 'talked'],
  ] as const)('%s, and the citizen’s leg %s (bridged %s): %s', (state, leg, bridged, end) => {
    expect(endOfCitizenLeg(state, leg, bridged)).toBe(end);
  });
});
