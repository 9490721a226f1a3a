import { expect, test } from 'vitest';
import { type AgentState, agentStates } from '../contract.ts';
import { type AgentAction, IllegalAgentMove, nextAgentState, startsIdle } from './agent-state.ts';

const actions: AgentAction[] = [
  { type: 'choose', state: 'ready' },
  { type: 'offer' },
  { type: 'accept' },
  { type: 'decline' },
  { type: 'ringTimeOut' },
  { type: 'withdraw' },
  { type: 'finish' },
  { type: 'lose' },
];

// Every state against every action, in the order above; '-' is refused.
const expected: Record<AgentState, string> = {
  offline: 'ready - - - - - - -',
  ready: 'ready ringing - - - - - offline',
  ringing: '- - busy notAnswering notAnswering ready - -',
  busy: '- - - - - - wrapUp -',
  wrapUp: 'ready - - - - - - offline',
  break: 'ready - - - - - - offline',
  training: 'ready - - - - - - offline',
  meeting: 'ready - - - - - - offline',
  notAnswering: 'ready - - - - - - offline',
};

test.each(agentStates)('what may happen to an agent who is %s', (state) => {
  const found = actions.map((action) => {
    try {
      return nextAgentState(state, action);
    } catch (error) {
      if (error instanceof IllegalAgentMove) return '-';
      throw error;
    }
  });
  expect(found.join(' ')).toBe(expected[state]);
});

test('an offer that came to nothing does not cost the agent the place among the idle', () => {
  expect(startsIdle('ringing', 'ready')).toBe(false);
  expect(startsIdle('ready', 'ready')).toBe(false);
  expect(startsIdle('wrapUp', 'ready')).toBe(true);
  expect(startsIdle('notAnswering', 'ready')).toBe(true);
});
