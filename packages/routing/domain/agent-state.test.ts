import { expect, test } from 'vitest';
import { type AgentState, agentStates } from '../contract.ts';
import {
  type AgentAction,
  type Held,
  IllegalAgentMove,
  nextStanding,
  startsIdle,
} from './agent-state.ts';

const actions: AgentAction[] = [
  { type: 'choose', state: 'ready' },
  { type: 'choose', state: 'break' },
  { type: 'choose', state: 'offline' },
  { type: 'offer' },
  { type: 'accept' },
  { type: 'decline' },
  { type: 'ringTimeOut' },
  { type: 'withdraw' },
  { type: 'finish', medium: 'voice' },
  { type: 'finish', medium: 'text' },
  { type: 'handOn' },
  { type: 'lose' },
];

/** What follows from each action in the order above; '-' is refused, '!' takes nothing new. */
function walk(state: AgentState, held: Held, taking = true): string {
  return actions
    .map((action) => {
      try {
        const after = nextStanding({ state, taking }, action, held);
        return `${after.state}${after.taking ? '' : '!'}`;
      } catch (error) {
        if (error instanceof IllegalAgentMove) return '-';
        throw error;
      }
    })
    .join(' ');
}

const nothing = { voice: 0, text: 0, ringing: false };
const pauses = 'ready break! offline! - - - - - - ';
const expected: Record<AgentState, string> = {
  offline: `${pauses}offline! offline! -`,
  ready: 'ready break! offline! ringing - - - - - ready ready offline!',
  ringing: '- - - - busy notAnswering! notAnswering! ready - ringing ringing -',
  busy: 'ready break! offline! ringing busy notAnswering! notAnswering! ready wrapUp! wrapUp! ready offline!',
  wrapUp: `${pauses}wrapUp! wrapUp! offline!`,
  break: `${pauses}break! break! offline!`,
  training: `${pauses}training! training! offline!`,
  meeting: `${pauses}meeting! meeting! offline!`,
  system: `${pauses}system! system! offline!`,
  notAnswering: `${pauses}notAnswering! notAnswering! offline!`,
};

test.each(agentStates)('what may happen to an agent who is %s and holds nothing', (state) => {
  const takes = ['ready', 'ringing', 'busy'].includes(state);
  expect(walk(state, nothing, takes)).toBe(expected[state]);
});

test('whoever is on the line stays busy whatever rings beside it, and chooses nothing', () => {
  const held = { voice: 1, text: 0, ringing: false };
  expect(walk('busy', held)).toBe('- - - busy busy busy! busy! busy wrapUp! busy busy busy!');
});

test('nobody leaves with a chat open: it is given back first', () => {
  const held = { voice: 0, text: 2, ringing: false };
  expect(walk('busy', held)).toBe('busy - - ringing busy busy! busy! busy wrapUp! busy busy -');
  expect(walk('wrapUp', held, false)).toBe('busy - - - - - - - - wrapUp! wrapUp! -');
});

test('who had declined something and hands the last chat on still pauses', () => {
  const before = { state: 'busy', taking: false } as const;
  const after = nextStanding(before, { type: 'handOn' }, nothing);
  expect(after).toEqual({ state: 'notAnswering', taking: false });
});

test('a chat that rings when the call ends rings on', () => {
  const held = { voice: 0, text: 0, ringing: true };
  expect(
    nextStanding({ state: 'busy', taking: true }, { type: 'finish', medium: 'voice' }, held),
  ).toEqual({ state: 'ringing', taking: true });
});

test('one who takes nothing new is offered nothing', () => {
  const act = () => nextStanding({ state: 'busy', taking: false }, { type: 'offer' }, nothing);
  expect(act).toThrow(IllegalAgentMove);
});

test('an offer that came to nothing does not cost the agent the place among the idle', () => {
  const ready = { state: 'ready', taking: true } as const;
  const paused = { state: 'notAnswering', taking: false } as const;
  expect(startsIdle({ state: 'ringing', taking: true }, ready)).toBe(false);
  expect(startsIdle(ready, ready)).toBe(false);
  expect(startsIdle({ state: 'wrapUp', taking: false }, ready)).toBe(true);
  expect(startsIdle(paused, ready)).toBe(true);
});
