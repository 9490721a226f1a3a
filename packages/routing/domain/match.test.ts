import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byPlace, canTake, matchEntries, type ReadyAgent, type WaitingEntry } from './match.ts';

const entry = (id: string, over: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id,
  skills: [],
  priority: 0,
  queuedAt: 0,
  ...over,
});
const agent = (id: string, over: Partial<ReadyAgent> = {}): ReadyAgent => ({
  id,
  skills: [],
  idleSince: 0,
  ...over,
});

describe('who is offered what', () => {
  test('the longest-idle agent gets the one who waits', () => {
    const agents = [agent('late', { idleSince: 20 }), agent('early', { idleSince: 10 })];
    expect(matchEntries([entry('call')], agents)).toEqual([{ entryId: 'call', agentId: 'early' }]);
  });

  test('an agent without the skill is passed over', () => {
    const agents = [
      agent('idlest', { idleSince: 1 }),
      agent('hakka', { idleSince: 9, skills: ['lang.hak'] }),
    ];
    const calls = [entry('call', { skills: ['lang.hak'] })];
    expect(matchEntries(calls, agents)).toEqual([{ entryId: 'call', agentId: 'hakka' }]);
  });

  test('danger goes before those who waited longer', () => {
    const calls = [entry('old', { queuedAt: 1 }), entry('danger', { queuedAt: 9, priority: 9 })];
    expect(matchEntries(calls, [agent('one')])).toEqual([{ entryId: 'danger', agentId: 'one' }]);
  });

  test('one nobody can take does not hold up the next', () => {
    const calls = [
      entry('hakka', { skills: ['lang.hak'], queuedAt: 1 }),
      entry('b', { queuedAt: 2 }),
    ];
    expect(matchEntries(calls, [agent('one')])).toEqual([{ entryId: 'b', agentId: 'one' }]);
  });

  test('nobody ready, nothing offered', () => {
    expect(matchEntries([entry('call')], [])).toEqual([]);
  });
});

const skills = fc.uniqueArray(fc.constantFrom('zh', 'nan', 'hak', 'en'), { maxLength: 3 });
const entries = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    skills,
    priority: fc.constantFrom(0, 9),
    queuedAt: fc.nat(50),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);
const agents = fc.uniqueArray(fc.record({ id: fc.uuid(), skills, idleSince: fc.nat(50) }), {
  selector: ({ id }) => id,
  maxLength: 8,
});

test('whatever the queue: no double offers, skills fit, and nobody overtakes without cause', () => {
  fc.assert(
    fc.property(entries, agents, (queue, ready) => {
      const matches = matchEntries(queue, ready);
      expect(new Set(matches.map((m) => m.entryId)).size).toBe(matches.length);
      expect(new Set(matches.map((m) => m.agentId)).size).toBe(matches.length);
      const entryOf = new Map(queue.map((one) => [one.id, one]));
      const agentOf = new Map(ready.map((one) => [one.id, one]));
      const matched = new Map(matches.map((m) => [m.entryId, agentOf.get(m.agentId)]));
      for (const [id, who] of matched) {
        const one = entryOf.get(id);
        if (!one || !who) throw new Error('matched what was not there');
        expect(canTake(who, one)).toBe(true);
        // Nobody who stands before this entry and could have had this agent was left waiting.
        for (const other of queue) {
          if (byPlace(other, one) < 0 && canTake(who, other))
            expect(matched.has(other.id)).toBe(true);
        }
        // No agent idle for longer who could have taken it was left without an entry.
        for (const other of ready) {
          if (other.idleSince < who.idleSince && canTake(other, one)) {
            expect(matches.some((m) => m.agentId === other.id)).toBe(true);
          }
        }
      }
      // Nobody is free who could take somebody who still waits.
      const busy = new Set(matches.map((m) => m.agentId));
      for (const one of queue.filter(({ id }) => !matched.has(id))) {
        expect(ready.some((who) => !busy.has(who.id) && canTake(who, one))).toBe(false);
      }
    }),
  );
});

test('the order in which rows were read changes nothing', () => {
  fc.assert(
    fc.property(entries, agents, (queue, ready) => {
      expect(matchEntries([...queue].reverse(), [...ready].reverse())).toEqual(
        matchEntries(queue, ready),
      );
    }),
  );
});
