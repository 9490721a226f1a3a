import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capacity } from './capacity.ts';
import {
  byTurn,
  canTake,
  isMatchOfAll,
  matchEntries,
  type ReadyAgent,
  type WaitingEntry,
} from './match.ts';
import { byPlace } from './place.ts';

const capacity: Capacity = { textAtOnce: 3, textBesideVoice: 1 };
const needs = (...skills: string[]) => skills.map((skill) => [{ skill, level: 1 }]);
const entry = (id: string, over: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id,
  medium: 'voice',
  needs: [],
  rankAt: 0,
  lastAgentId: null,
  ...over,
});
const agent = (id: string, over: Partial<ReadyAgent> = {}): ReadyAgent => ({
  id,
  levels: {},
  load: { voice: 0, text: 0 },
  idleSince: 0,
  ...over,
});
const match = (entries: WaitingEntry[], agents: ReadyAgent[]) =>
  matchEntries(entries, agents, capacity).map(({ entryId, agentId }) => `${entryId}→${agentId}`);

describe('who is offered what', () => {
  test('the longest-idle agent gets the one who waits', () => {
    const agents = [agent('late', { idleSince: 20 }), agent('early', { idleSince: 10 })];
    expect(match([entry('call')], agents)).toEqual(['call→early']);
  });

  test('an agent without the skill, or below its level, is passed over', () => {
    const agents = [
      agent('idlest', { idleSince: 1 }),
      agent('learner', { idleSince: 5, levels: { hak: 2 } }),
      agent('hakka', { idleSince: 9, levels: { hak: 3 } }),
    ];
    expect(match([entry('call', { needs: [[{ skill: 'hak', level: 3 }]] })], agents)).toEqual([
      'call→hakka',
    ]);
  });

  test('any of the skills of one need will serve', () => {
    const either = [
      { skill: 'hak', level: 3 },
      { skill: 'zh', level: 1 },
    ];
    const agents = [agent('mandarin', { levels: { zh: 3 } })];
    expect(match([entry('call', { needs: [either] })], agents)).toEqual(['call→mandarin']);
  });

  test('one nobody can take does not hold up the next', () => {
    const calls = [entry('hakka', { needs: needs('hak'), rankAt: 1 }), entry('b', { rankAt: 2 })];
    expect(match(calls, [agent('one')])).toEqual(['b→one']);
  });

  test('whoever spoke with the citizen before gets them again, if able and free', () => {
    const agents = [agent('idlest', { idleSince: 1 }), agent('known', { idleSince: 9 })];
    expect(match([entry('call', { lastAgentId: 'known' })], agents)).toEqual(['call→known']);
    expect(match([entry('call', { lastAgentId: 'gone' })], agents)).toEqual(['call→idlest']);
    const needy = entry('call', { lastAgentId: 'known', needs: needs('en') });
    expect(match([needy], agents)).toEqual([]);
  });

  test('a chat goes to whoever holds least; a call may come beside chats, a second call never', () => {
    const chatting = agent('chatting', { load: { voice: 0, text: 2 }, idleSince: 1 });
    const talking = agent('talking', { load: { voice: 1, text: 0 }, idleSince: 2 });
    const full = agent('full', { load: { voice: 1, text: 1 }, idleSince: 0 });
    const chat = entry('chat', { medium: 'text' });
    expect(match([chat], [chatting, talking, full])).toEqual(['chat→talking']);
    expect(match([chat], [full])).toEqual([]);
    expect(match([entry('call')], [talking, full, chatting])).toEqual(['call→chatting']);
    expect(match([entry('call')], [talking, full])).toEqual([]);
    expect(match([chat], [agent('a', { load: { voice: 0, text: 3 } })])).toEqual([]);
  });

  test('nobody ready, nothing offered', () => {
    expect(match([entry('call')], [])).toEqual([]);
  });
});

const skill = fc.constantFrom('zh', 'nan', 'hak', 'en');
const level = fc.integer({ min: 1, max: 5 });
const entries = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    medium: fc.constantFrom('voice' as const, 'text' as const),
    needs: fc.array(fc.array(fc.record({ skill, level }), { minLength: 1, maxLength: 2 }), {
      maxLength: 2,
    }),
    rankAt: fc.nat(50),
    lastAgentId: fc.option(fc.constantFrom('a0', 'a3')),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);
const agents = fc
  .array(
    fc.record({
      levels: fc.dictionary(skill, level),
      load: fc.record({ voice: fc.nat(1), text: fc.nat(3) }),
      idleSince: fc.nat(50),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((one, at) => ({ id: `a${at}`, ...one })));

test('whatever the queue: no double offers, skills and room fit, nobody overtakes without cause', () => {
  fc.assert(
    fc.property(entries, agents, (queue, ready) => {
      const matches = matchEntries(queue, ready, capacity);
      const able = (who: ReadyAgent, one: WaitingEntry) => canTake(who, one, capacity);
      expect(new Set(matches.map((m) => m.entryId)).size).toBe(matches.length);
      expect(new Set(matches.map((m) => m.agentId)).size).toBe(matches.length);
      const entryOf = new Map(queue.map((one) => [one.id, one]));
      const agentOf = new Map(ready.map((one) => [one.id, one]));
      const matched = new Map(matches.map((m) => [m.entryId, agentOf.get(m.agentId)]));
      for (const [id, who] of matched) {
        const one = entryOf.get(id);
        if (!one || !who) throw new Error('matched what was not there');
        expect(able(who, one)).toBe(true);
        // Nobody who stands before this entry and could have had this agent was left waiting.
        for (const other of queue) {
          if (byPlace(other, one) < 0 && able(who, other)) expect(matched.has(other.id)).toBe(true);
        }
        // Nobody whose turn came before was left without an entry, but for a known citizen.
        for (const other of ready) {
          if (who.id !== one.lastAgentId && byTurn(other, who) < 0 && able(other, one)) {
            expect(matches.some((m) => m.agentId === other.id)).toBe(true);
          }
        }
      }
      // Nobody is free who could take somebody who still waits.
      const busy = new Set(matches.map((m) => m.agentId));
      for (const one of queue.filter(({ id }) => !matched.has(id))) {
        expect(ready.some((who) => !busy.has(who.id) && able(who, one))).toBe(false);
      }
    }),
  );
});

test('the order in which rows were read changes nothing', () => {
  fc.assert(
    fc.property(entries, agents, (queue, ready) => {
      expect(matchEntries([...queue].reverse(), [...ready].reverse(), capacity)).toEqual(
        matchEntries(queue, ready, capacity),
      );
    }),
  );
});

test('the first in turn and those waited for are enough, where the rule says so', () => {
  const some = fc.nat(4);
  const waited = entries.map((all) =>
    all.map((one, at) => ({ ...one, forAgent: at === 2 ? 'a5' : null })),
  );
  let enough = 0;
  fc.assert(
    fc.property(waited, agents, some, (queue, everybody, most) => {
      const ready = everybody.filter(({ load }) => load.voice + load.text === 0).sort(byTurn);
      const first = new Set(ready.slice(0, most).map(({ id }) => id));
      const named = new Set(queue.flatMap(({ lastAgentId, forAgent }) => [lastAgentId, forAgent]));
      const read = everybody.filter(({ id }) => first.has(id) || named.has(id));
      const matches = matchEntries(queue, read, capacity);
      if (!isMatchOfAll(queue, matches, first)) return;
      enough += queue.length > 0 ? 1 : 0;
      expect(matches).toEqual(matchEntries(queue, everybody, capacity));
    }),
    { numRuns: 2_000 },
  );
  expect(enough).toBeGreaterThan(20);
});
