import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OverflowRule } from '../contract.ts';
import { IllegalAgentMove } from './agent-state.ts';
import { capacity, Desk, type DeskAgent } from './testing/desk.ts';

const rules = [
  { effect: 'level', afterSeconds: 0, skill: 'hak', level: 3 },
  { effect: 'level', afterSeconds: 60, skill: 'hak', level: 1 },
  { effect: 'instead', afterSeconds: 120, skill: 'hak', instead: 'zh' },
].map((rule) => OverflowRule.parse(rule));
const agents: Record<string, number>[] = [
  { zh: 3 },
  { zh: 3, hak: 1 },
  { zh: 3, hak: 5 },
  { zh: 2, en: 4 },
];

const step = fc.record({
  who: fc.nat(agents.length - 1),
  which: fc.nat(40),
  what: fc.constantFrom(
    'arrive' as const,
    'arrive' as const,
    'ready' as const,
    'ready' as const,
    'accept' as const,
    'accept' as const,
    'decline' as const,
    'timeOut' as const,
    'leave' as const,
    'finish' as const,
    'finish' as const,
    'break' as const,
    'offline' as const,
    'lose' as const,
    'handOn' as const,
    'handOver' as const,
    'wait' as const,
  ),
  channel: fc.constantFrom('call', 'call', 'chat', 'relay'),
  skills: fc.constantFrom(['zh'], ['zh'], ['hak'], ['en']),
  priority: fc.constantFrom(0, 0, 0, 3, 9),
  seconds: fc.integer({ min: 1, max: 90 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one thing; what the state forbids is refused and changes nothing. */
function take(desk: Desk, { who, which, what, channel, skills, priority, seconds }: Step): void {
  const agent = desk.agents[who];
  if (!agent) return;
  try {
    if (what === 'arrive') desk.arrive({ channel, skills, priority, callerId: `c${which}` });
    if (what === 'ready') desk.choose(agent, 'ready');
    if (what === 'break') desk.choose(agent, 'break');
    if (what === 'offline') desk.choose(agent, 'offline');
    if (what === 'lose') desk.lose(agent);
    if (what === 'accept') desk.accept(agent);
    if (what === 'decline') desk.giveBack(agent, 'decline');
    if (what === 'timeOut') desk.giveBack(agent, 'ringTimeOut');
    const held = desk.heldBy(agent);
    const ends = held[which % Math.max(held.length, 1)];
    if (what === 'finish' && ends) desk.finish(ends);
    const colleague = desk.agents[which % desk.agents.length]?.id ?? null;
    if (what === 'handOn' && ends) desk.handOn(ends, null);
    if (what === 'handOver' && ends) desk.handOn(ends, colleague);
    const entry = desk.entries[which];
    if (what === 'leave' && entry) desk.leave(entry);
    if (what === 'wait') {
      desk.now += seconds * 1000;
      desk.match();
    }
  } catch (error) {
    if (!(error instanceof IllegalAgentMove)) throw error;
  }
}

function check(desk: Desk): void {
  for (const agent of desk.agents) {
    const held = desk.held(agent);
    const ringing = desk.entries.filter(
      ({ state, agentId }) => state === 'offered' && agentId === agent.id,
    );
    expect(ringing.length).toBeLessThanOrEqual(1);
    expect(held.voice).toBeLessThanOrEqual(1);
    expect(held.text).toBeLessThanOrEqual(capacity.textAtOnce);
    if (held.voice === 1) expect(agent.standing.state).toBe('busy');
    if (agent.standing.state === 'ringing') expect(ringing).toHaveLength(1);
    if (agent.standing.state === 'ready') expect([held.text, ringing.length]).toEqual([0, 0]);
    // Who is away holds nothing by text: it waits for somebody who is there.
    const { state } = agent.standing;
    if (!['busy', 'wrapUp', 'ringing'].includes(state)) expect(held.text).toBe(0);
  }
  for (const entry of desk.entries) {
    // No call is lost: it waits, rings or is held at somebody's, or has come to its end.
    const isSomebodys = entry.state === 'offered' || entry.state === 'accepted';
    if (isSomebodys) expect(desk.agents.some(({ id }) => id === entry.agentId)).toBe(true);
    else if (entry.state === 'waiting') expect(entry.agentId).toBe(null);
    // Nobody waits whom somebody free could take.
    if (entry.state === 'waiting') {
      expect(desk.agents.filter((agent) => desk.couldTake(agent, entry))).toEqual([]);
    }
  }
}

test('whatever happens no call is lost, none is offered twice, and nobody waits in vain', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const desk = new Desk(agents, rules);
      for (const one of steps) {
        take(desk, one);
        check(desk);
      }
      // Let everybody come back to work: the queue runs empty, and every call came to its end.
      for (let round = 0; round < 500 && desk.entries.some(isOpen); round += 1) {
        desk.now += 60_000;
        for (const agent of desk.agents) workOn(desk, agent);
      }
      // English is spoken by one agent, Hakka in the end by all: nobody is beyond help.
      expect(desk.entries.filter(isOpen)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const isOpen = ({ state }: { state: string }) => !['finished', 'left'].includes(state);

function workOn(desk: Desk, agent: DeskAgent): void {
  desk.accept(agent);
  for (const entry of desk.heldBy(agent)) desk.finish(entry);
  if (!desk.ringingAt(agent)) desk.choose(agent, 'ready');
}

test('what goes back to the queue stands where it stood: nobody who came later overtakes it', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const desk: Desk = new Desk([{ zh: 3, en: 3, hak: 3 }], [], ({ entryId }) => {
        const offered = desk.entries.find(({ id }) => id === entryId);
        const before = desk.entries.filter(
          (one) =>
            one.state === 'waiting' &&
            one.channel === offered?.channel &&
            one.priority >= offered.priority &&
            one.queuedAt < offered.queuedAt,
        );
        expect(before).toEqual([]);
      });
      for (const one of steps) take(desk, { ...one, who: 0 });
    }),
    { numRuns: 100 },
  );
});

test('whoever hands a chat on is spared it while a colleague is at work, and asked again after', () => {
  const desk = new Desk([{ zh: 3 }, { zh: 3 }]);
  const [first, second] = desk.agents;
  if (!first || !second) throw new Error('nobody at the desk');
  desk.choose(first, 'ready');
  const chat = desk.arrive({ channel: 'chat', skills: ['zh'], priority: 0, callerId: 'c' });
  desk.accept(first);
  desk.choose(second, 'ready');
  desk.choose(second, 'break');
  desk.handOn(chat, null);
  expect(chat.state).toBe('waiting');
  expect(first.standing).toEqual({ state: 'ready', taking: true });
  desk.lose(second);
  expect(chat).toMatchObject({ state: 'offered', agentId: first.id });
});

describe('fair idle time', () => {
  test('nobody is passed over by one who became idle later', () => {
    const calls = step.map((one): Step => ({ ...one, channel: 'call', skills: ['zh'] }));
    fc.assert(
      fc.property(fc.array(calls, { minLength: 20, maxLength: 80 }), (steps) => {
        const desk: Desk = new Desk(agents, [], ({ entryId, agentId }, free) => {
          const entry = desk.entries.find(({ id }) => id === entryId);
          const chosen = free.find(({ id }) => id === agentId);
          const known = desk.entries.some(
            (one) => one !== entry && one.callerId === entry?.callerId && one.agentId === agentId,
          );
          if (!chosen || known) return;
          const sooner = free.filter(
            (one) =>
              one.load.voice + one.load.text === 0 &&
              one.idleSince < chosen.idleSince &&
              !desk.ringingAt(agentOf(desk, one.id)),
          );
          expect(sooner).toEqual([]);
        });
        for (const one of steps) take(desk, { ...one, which: desk.entries.length });
      }),
      { numRuns: 100 },
    );
  });

  test('over a day of equal calls equal agents get equal shares', () => {
    const desk = new Desk([{ zh: 3 }, { zh: 3 }, { zh: 3 }]);
    for (const agent of desk.agents) desk.choose(agent, 'ready');
    for (let call = 0; call < 300; call += 1) {
      desk.now += 30_000;
      const entry = desk.arrive({
        channel: 'call',
        skills: ['zh'],
        priority: 0,
        callerId: `c${call}`,
      });
      const agent = agentOf(desk, entry.agentId);
      desk.accept(agent);
      desk.now += 10_000;
      desk.finish(entry);
      desk.choose(agent, 'ready');
    }
    const share = (id: string) => desk.offers.filter(({ match }) => match.agentId === id).length;
    expect(desk.agents.map(({ id }) => share(id))).toEqual([100, 100, 100]);
  });
});

test('an ordinary call does not starve under a flood of dangers without end', () => {
  const desk = new Desk([{ zh: 3 }]);
  const [agent] = desk.agents;
  if (!agent) throw new Error('nobody at the desk');
  const arrive = (priority: number) =>
    desk.arrive({ channel: 'call', skills: ['zh'], priority, callerId: `c${desk.entries.length}` });
  desk.choose(agent, 'ready');
  arrive(9);
  const plain = arrive(0);
  while (plain.state === 'waiting' && desk.now < 24 * 3600_000) {
    arrive(9);
    arrive(9);
    desk.now += 30_000;
    desk.accept(agent);
    for (const entry of desk.heldBy(agent)) desk.finish(entry);
    desk.choose(agent, 'ready');
  }
  expect(plain.state).toBe('offered');
  // Twice as many dangers come as can be answered: those of its first hour take two to be served.
  expect(desk.now / 1000).toBeLessThan(2 * 3600 + 60);
});

function agentOf(desk: Desk, id: string | null): DeskAgent {
  const agent = desk.agents.find((one) => one.id === id);
  if (!agent) throw new Error(`nobody is called ${id}`);
  return agent;
}
