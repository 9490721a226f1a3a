import type { AgentState, ChosenState, Medium } from '../contract.ts';
import type { Load } from './capacity.ts';

/** What may happen to an agent's state. */
export type AgentAction =
  | { readonly type: 'choose'; readonly state: ChosenState }
  | { readonly type: 'offer' }
  | { readonly type: 'accept' }
  | { readonly type: 'decline' }
  | { readonly type: 'ringTimeOut' }
  /** The offer is gone before it was answered: the caller hung up. */
  | { readonly type: 'withdraw' }
  | { readonly type: 'finish'; readonly medium: Medium }
  /** A conversation went on to somebody else, or back to the queue. */
  | { readonly type: 'handOn' }
  /** No sign of life from the console, or signed out. */
  | { readonly type: 'lose' };

/** The state, and whether something new may be offered in it. */
export interface Standing {
  readonly state: AgentState;
  readonly taking: boolean;
}

/** What the agent holds once the action is done, and whether something rings then. */
export interface Held extends Load {
  readonly ringing: boolean;
}

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

const mayBeOffered: readonly AgentState[] = ['ready', 'busy'];
const answers: readonly AgentState[] = ['ringing', 'busy'];
/** Left by the agent's own choice, or because nobody is there. */
const left: readonly AgentState[] = [
  'ready',
  'busy',
  'wrapUp',
  'break',
  'training',
  'meeting',
  'system',
  'notAnswering',
];

/** How the agent stands after `action`. @throws IllegalAgentMove when the state forbids it. */
export function nextStanding(before: Standing, action: AgentAction, held: Held): Standing {
  const { state, taking } = before;
  const allow = (from: readonly AgentState[]) => {
    if (!from.includes(state)) throw new IllegalAgentMove(state, action.type);
  };
  switch (action.type) {
    case 'choose':
      return chosen(before, action.state, held);
    case 'offer':
      allow(mayBeOffered);
      if (!taking) throw new IllegalAgentMove(state, action.type);
      // Whoever is on the line is told beside the call, and stays busy.
      return { state: held.voice > 0 ? 'busy' : 'ringing', taking };
    case 'accept':
      allow(answers);
      return { state: 'busy', taking };
    case 'decline':
    case 'ringTimeOut':
      allow(answers);
      return { state: holdsAny(held) ? 'busy' : 'notAnswering', taking: false };
    case 'withdraw':
      allow(answers);
      return holdsAny(held) ? { state: 'busy', taking } : { state: 'ready', taking: true };
    case 'finish':
      return finished(before, action.medium, held);
    case 'handOn':
      return handedOn(before, held);
    case 'lose':
      allow(left);
      if (held.text > 0) throw new IllegalAgentMove(state, action.type);
      // The call goes on, and a reload finds it; nothing new comes to an empty chair.
      return { state: held.voice > 0 ? 'busy' : 'offline', taking: false };
  }
}

/**
 * A call that goes on, or rings, is finished first. Chats go on beside nothing but readiness:
 * whoever leaves for a break has given them back to the queue.
 */
function chosen({ state }: Standing, wanted: ChosenState, held: Held): Standing {
  const talks = state === 'ringing' || held.voice > 0 || held.ringing;
  if (talks || (wanted !== 'ready' && held.text > 0)) {
    throw new IllegalAgentMove(state, 'choose');
  }
  if (wanted !== 'ready') return { state: wanted, taking: false };
  return { state: held.text > 0 ? 'busy' : 'ready', taking: true };
}

/** After the last conversation, and after each by voice, comes the wrap-up. */
function finished(before: Standing, medium: Medium, held: Held): Standing {
  if (held.ringing) return { state: 'ringing', taking: before.taking };
  if (before.state !== 'busy') {
    // Only chats go on beside a call's wrap-up, which stays.
    if (medium === 'voice') throw new IllegalAgentMove(before.state, 'finish');
    return before;
  }
  if (medium === 'text' && holdsAny(held)) return before;
  return { state: 'wrapUp', taking: false };
}

/** There is nothing to wrap up: the next one writes that. Who had declined something still pauses. */
function handedOn(before: Standing, held: Held): Standing {
  if (before.state !== 'busy' || holdsAny(held) || held.ringing) return before;
  return before.taking
    ? { state: 'ready', taking: true }
    : { state: 'notAnswering', taking: false };
}

const holdsAny = (held: Load) => held.voice + held.text > 0;

/** Does the agent begin to be idle with this move? What came to nothing leaves the old turn. */
export function startsIdle(before: Standing, after: Standing): boolean {
  return after.taking && !before.taking;
}
