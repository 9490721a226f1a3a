import type { AgentState, ChosenState } from '../contract.ts';

/** What may happen to an agent's state. */
export type AgentAction =
  | { readonly type: 'choose'; readonly state: ChosenState }
  | { readonly type: 'offer' }
  | { readonly type: 'accept' }
  | { readonly type: 'decline' }
  | { readonly type: 'ringTimeOut' }
  /** The offer is gone before it was answered: the caller hung up. */
  | { readonly type: 'withdraw' }
  | { readonly type: 'finish' }
  /** No sign of life from the console. */
  | { readonly type: 'lose' };

/** The state does not allow the action; the caller should look again. */
export class IllegalAgentMove extends Error {
  readonly state: AgentState;
  readonly action: AgentAction['type'];

  constructor(state: AgentState, action: AgentAction['type']) {
    super(`an agent who is ${state} cannot ${action}`);
    this.name = 'IllegalAgentMove';
    this.state = state;
    this.action = action;
  }
}

type Moves = Partial<Record<AgentAction['type'], AgentState | 'chosen'>>;

const free: Moves = { choose: 'chosen', lose: 'offline' };
const moves: Record<AgentState, Moves> = {
  offline: { choose: 'chosen' },
  ready: { ...free, offer: 'ringing' },
  // Whoever rings answers or declines first; one whose console is gone is found by the time-out.
  ringing: {
    accept: 'busy',
    decline: 'notAnswering',
    ringTimeOut: 'notAnswering',
    withdraw: 'ready',
  },
  // A call outlives the console: a reload finds it again.
  busy: { finish: 'wrapUp' },
  wrapUp: free,
  break: free,
  training: free,
  meeting: free,
  notAnswering: free,
};

/** The agent's state after `action`. @throws IllegalAgentMove when the state does not allow it. */
export function nextAgentState(state: AgentState, action: AgentAction): AgentState {
  const next = moves[state][action.type];
  if (!next) throw new IllegalAgentMove(state, action.type);
  if (next !== 'chosen') return next;
  if (action.type !== 'choose') throw new IllegalAgentMove(state, action.type);
  return action.state;
}

/** May the agent be idle in the queue's eyes from this moment, or keep an earlier one? */
export function startsIdle(from: AgentState, to: AgentState): boolean {
  return to === 'ready' && from !== 'ready' && from !== 'ringing';
}
