import { beforeEach, expect, test } from 'vitest';
import { Announcer, type Politeness } from './announcer.ts';

let now = 0;
let timers: { at: number; run: () => void }[] = [];
let spoken: [Politeness, string, number][] = [];
let announcer: Announcer;

/** Lets virtual time pass, running timers in their order. */
function pass(ms: number): void {
  const end = now + ms;
  for (;;) {
    const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    timers = timers.filter((timer) => timer !== next);
    now = next.at;
    next.run();
  }
  now = end;
}

beforeEach(() => {
  now = 100_000;
  timers = [];
  spoken = [];
  announcer = new Announcer({
    write: (politeness, text) => spoken.push([politeness, text, now - 100_000]),
    nowMs: () => now,
    later: (run, ms) => timers.push({ at: now + ms, run }),
  });
});

test('two messages close together are said as one, a second after the last', () => {
  announcer.say('派工單已受理');
  pass(400);
  announcer.say('等候 3 通');
  pass(5_000);
  expect(spoken).toEqual([['polite', '派工單已受理\n等候 3 通', 1_400]]);
});

test('a stream of messages is said after two seconds at the latest', () => {
  for (let i = 0; i < 5; i++) {
    announcer.say(`第 ${i} 則`);
    pass(500);
  }
  expect(spoken[0]?.[2]).toBe(2_000);
});

test('newer news of the same subject replaces what still waits', () => {
  announcer.say('等候 3 通', { key: 'waiting' });
  announcer.say('等候 4 通', { key: 'waiting' });
  pass(2_000);
  expect(spoken.map(([, text]) => text)).toEqual(['等候 4 通']);
});

test('the same sentence is not said again within ten seconds, and is after', () => {
  announcer.say('等候 3 通');
  pass(2_000);
  announcer.say('等候 3 通');
  pass(2_000);
  expect(spoken).toHaveLength(1);
  pass(10_000);
  announcer.say('等候 3 通');
  pass(2_000);
  expect(spoken).toHaveLength(2);
});

test('polite news held back until it is stale is dropped', () => {
  announcer.holdBack(12_000);
  announcer.say('等候 3 通', { staleAfterMs: 5_000 });
  announcer.say('案件已儲存', { staleAfterMs: 60_000 });
  pass(20_000);
  expect(spoken).toEqual([['polite', '案件已儲存', 12_000]]);
});

test('an incoming call is said at once, even while polite news is held back', () => {
  announcer.holdBack(60_000);
  announcer.say('來電', { politeness: 'assertive' });
  pass(1_000);
  expect(spoken).toEqual([['assertive', '來電', 150]]);
});

test('the log keeps what was said, and the last can be heard again', () => {
  announcer.say('第一則');
  pass(2_000);
  announcer.say('第二則');
  pass(2_000);
  expect(announcer.log.map(({ text }) => text)).toEqual(['第一則', '第二則']);
  announcer.repeatLast();
  expect(spoken.at(-1)?.slice(0, 2)).toEqual(['assertive', '第二則']);
});
