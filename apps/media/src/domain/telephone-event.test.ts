import { expect, test } from 'vitest';
import { type KeyMemory, keyOf } from './telephone-event.ts';

const packet = (event: number, timestamp: number, end = false) => ({
  stream: 1,
  timestamp,
  payload: Uint8Array.from([event, end ? 0x8a : 0x0a, 0, 160]),
});

test('the many packets of one press are one key; the next press is another', () => {
  let memory: KeyMemory = null;
  const heard: (string | null)[] = [];
  for (const next of [
    packet(5, 100),
    packet(5, 100),
    packet(5, 100, true),
    packet(5, 9000),
    packet(11, 18_000),
  ]) {
    const { digit, memory: after } = keyOf(memory, next);
    memory = after;
    heard.push(digit);
  }
  expect(heard).toEqual(['5', null, null, '5', '#']);
});

test.each([
  { event: 0, key: '0' },
  { event: 9, key: '9' },
  { event: 10, key: '*' },
  { event: 11, key: '#' },
  { event: 12, key: null },
  { event: 255, key: null },
])('event $event is key $key', ({ event, key }) => {
  expect(keyOf(null, packet(event, 1)).digit).toBe(key);
});

test('a packet too short is no key, and not remembered', () => {
  const short = { stream: 1, timestamp: 1, payload: Uint8Array.of(5) };
  expect(keyOf(null, short)).toEqual({ digit: null, memory: null });
});
