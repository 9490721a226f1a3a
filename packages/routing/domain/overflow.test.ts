import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OverflowRule } from '../contract.ts';
import { alarmsBetween, needsAt, nextStepAt, type Waiting } from './overflow.ts';

const entry = (over: Partial<Waiting> = {}): Waiting => ({
  channel: 'call',
  priority: 0,
  skills: ['hak'],
  queuedAt: 0,
  ...over,
});
const rule = (over: object) => OverflowRule.parse({ afterSeconds: 60, ...over });
const level = (after: number, at: number) =>
  rule({ effect: 'level', afterSeconds: after, skill: 'hak', level: at });
const instead = (after: number, other: string | null) =>
  rule({ effect: 'instead', afterSeconds: after, skill: 'hak', instead: other });

describe('what an agent must be able to do', () => {
  test('without rules: each skill, however well', () => {
    expect(needsAt(entry({ skills: ['hak', 'roads'] }), [], 0)).toEqual([
      [{ skill: 'hak', level: 1 }],
      [{ skill: 'roads', level: 1 }],
    ]);
  });

  test('experts at first, then anybody who has it, then another language, then everybody', () => {
    const rules = [instead(90, null), level(30, 1), instead(60, 'zh'), level(0, 4)];
    const at = (seconds: number) => needsAt(entry(), rules, seconds * 1000);
    expect(at(0)).toEqual([[{ skill: 'hak', level: 4 }]]);
    expect(at(29.999)).toEqual([[{ skill: 'hak', level: 4 }]]);
    expect(at(30)).toEqual([[{ skill: 'hak', level: 1 }]]);
    expect(at(60)).toEqual([
      [
        { skill: 'hak', level: 1 },
        { skill: 'zh', level: 1 },
      ],
    ]);
    expect(at(90)).toEqual([]);
  });

  test('a rule for another channel, skill or priority says nothing', () => {
    const chats = rule({ effect: 'level', channel: 'chat', skill: null, level: 5 });
    const dangers = rule({ effect: 'level', minPriority: 9, skill: 'hak', level: 5 });
    const english = rule({ effect: 'instead', skill: 'en', instead: null });
    const plain = [[{ skill: 'hak', level: 1 }]];
    expect(needsAt(entry(), [chats, dangers, english], 999_000)).toEqual(plain);
    expect(needsAt(entry({ priority: 9 }), [dangers], 999_000)).toEqual([
      [{ skill: 'hak', level: 5 }],
    ]);
  });
});

test('an alarm is raised once, when its wait is reached', () => {
  const alarm = rule({ effect: 'alarm', afterSeconds: 120 });
  const between = (from: number, to: number) => alarmsBetween(entry(), [alarm], from, to).length;
  expect(between(0, 119_999)).toBe(0);
  expect(between(119_999, 120_000)).toBe(1);
  expect(between(120_000, 500_000)).toBe(0);
});

const anyRule = fc.oneof(
  fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 5 })).map(([after, at]) => level(after, at)),
  fc.tuple(fc.nat(200), fc.constantFrom('zh', null)).map(([after, to]) => instead(after, to)),
  fc.nat(200).map((after) => rule({ effect: 'alarm', afterSeconds: after })),
);

test('between two steps nothing changes, and walking from step to step misses no alarm', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 6 }), (rules) => {
      let at = -1;
      let rung = 0;
      for (;;) {
        const next = nextStepAt(entry(), rules, at);
        if (next === null) break;
        expect(needsAt(entry(), rules, next - 1)).toEqual(
          needsAt(entry(), rules, Math.max(at, -1)),
        );
        rung += alarmsBetween(entry(), rules, at, next).length;
        expect(next).toBeGreaterThan(at);
        at = next;
      }
      expect(rung).toBe(rules.filter(({ effect }) => effect === 'alarm').length);
    }),
  );
});
