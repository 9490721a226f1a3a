import type { EndReason, Language, Topic } from '../contract.ts';
import { callStateAt } from './call-state.ts';
import type { PromptId } from './prompts.ts';

export type Step =
  | 'arrived'
  | 'language'
  | 'topic'
  | 'queued'
  | 'connected'
  /** Handed over by one agent and not yet taken by the next. */
  | 'transferring'
  /** With a party outside the house, and no agent any more. */
  | 'handedOver'
  | 'ended';

/** Where a call is in its flow. `turn` grows with each question, so a late answer is recognised. */
export interface FlowState {
  readonly step: Step;
  readonly turn: number;
  /** Wrong or missing keys at this question. */
  readonly misses: number;
  readonly language: Language | null;
  readonly topic: Topic | null;
  readonly endReason: EndReason | null;
}

export type FlowEvent =
  /** The line stands; a web page may have named the language already. */
  | { readonly type: 'arrived'; readonly language?: Language | undefined }
  /** A key; `turn` names the question it answers where the provider knows. */
  | { readonly type: 'digit'; readonly digit: string; readonly turn?: number | undefined }
  /** The question was asked to its end; only providers without a gather of their own say so. */
  | { readonly type: 'promptFinished'; readonly turn: number }
  | { readonly type: 'noDigit'; readonly turn: number }
  | { readonly type: 'positionTimer' }
  | { readonly type: 'agentAnswered' }
  /** The agent's line broke; the call goes on until one of them hangs up. */
  | { readonly type: 'agentLost' }
  /** The agent hands the caller to whoever takes the offer next. */
  | { readonly type: 'transferred' }
  /** A party outside has the caller to itself, or has hung up again. */
  | { readonly type: 'outsideTook' }
  | { readonly type: 'outsideLeft' }
  | { readonly type: 'hungUp'; readonly how: 'hangUp' | 'failed' | 'unknown' };

/** What a provider shall do about it; each adapter says how. */
export type Intent =
  /** Say the prompts, then take one key. */
  | { readonly type: 'ask'; readonly prompts: readonly PromptId[]; readonly turn: number }
  | { readonly type: 'awaitDigit'; readonly turn: number; readonly seconds: number }
  | { readonly type: 'enqueue'; readonly language: Language; readonly topic: Topic }
  /** Say the place in the queue, then play the waiting program. */
  | { readonly type: 'tellPosition' }
  | { readonly type: 'connect' }
  /** Comfort a caller whose agent's line broke. */
  | { readonly type: 'comfort' }
  | { readonly type: 'leaveQueue' }
  | { readonly type: 'hangUp' };

export interface FlowResult {
  readonly state: FlowState;
  readonly intents: readonly Intent[];
}

/** After so many wrong or missing keys the usual choice is taken: nobody is turned away. */
const MISSES_ALLOWED = 2;
const KEY_SECONDS = 6;
const languageKeys: Record<string, Language> = { '1': 'zh', '2': 'nan', '3': 'hak', '4': 'en' };
const topicKeys: Record<string, Topic> = { '1': 'enquiry', '2': 'report', '9': 'danger' };

export const newFlow: FlowState = {
  step: 'arrived',
  turn: 0,
  misses: 0,
  language: null,
  topic: null,
  endReason: null,
};

/**
 * The one call flow of every provider: greeting and recording notice, language, topic, queue,
 * conversation. Pure and total: an event that does not fit the step changes nothing, so duplicates
 * and stragglers are harmless.
 */
export function advance(state: FlowState, event: FlowEvent): FlowResult {
  if (state.step === 'ended') return nothing(state);
  switch (event.type) {
    case 'arrived':
      return state.step === 'arrived' ? greet(state, event.language) : nothing(state);
    case 'digit':
      return asked(state, event.turn) ? takeDigit(state, event.digit) : nothing(state);
    case 'promptFinished':
      return asked(state, event.turn)
        ? { state, intents: [{ type: 'awaitDigit', turn: state.turn, seconds: KEY_SECONDS }] }
        : nothing(state);
    case 'noDigit':
      return asked(state, event.turn) ? miss(state) : nothing(state);
    case 'positionTimer':
      return state.step === 'queued'
        ? { state, intents: [{ type: 'tellPosition' }] }
        : nothing(state);
    case 'agentAnswered':
      return state.step === 'queued' || state.step === 'transferring'
        ? { state: { ...state, step: 'connected' }, intents: [{ type: 'connect' }] }
        : nothing(state);
    case 'transferred':
      return state.step === 'connected'
        ? { state: { ...state, step: 'transferring' }, intents: [{ type: 'comfort' }] }
        : nothing(state);
    case 'outsideTook':
      return state.step === 'connected'
        ? { state: { ...state, step: 'handedOver' }, intents: [] }
        : nothing(state);
    case 'outsideLeft':
      return state.step === 'handedOver' ? end(state, 'hangUp') : nothing(state);
    case 'agentLost':
      return state.step === 'connected'
        ? { state, intents: [{ type: 'comfort' }] }
        : nothing(state);
    case 'hungUp':
      return end(state, event.how);
  }
}

function nothing(state: FlowState): FlowResult {
  return { state, intents: [] };
}

/** Is a question open, and is it the one meant? */
function asked(state: FlowState, turn: number | undefined): boolean {
  const open = state.step === 'language' || state.step === 'topic';
  return open && (turn === undefined || turn === state.turn);
}

function greet(state: FlowState, language: Language | undefined): FlowResult {
  return language
    ? ask({ ...state, step: 'topic', language })
    : ask({ ...state, step: 'language' });
}

function ask(before: FlowState): FlowResult {
  const state = { ...before, turn: before.turn + 1 };
  return { state, intents: [{ type: 'ask', prompts: questionOf(state), turn: state.turn }] };
}

/** The prompts of the question that is open; empty when none is. */
export function questionOf({ step, turn, misses }: FlowState): PromptId[] {
  if (step !== 'language' && step !== 'topic') return [];
  const before: PromptId[] = turn === 1 ? ['greeting'] : misses > 0 ? ['try-again'] : [];
  return [...before, step === 'language' ? 'language-menu' : 'topic-menu'];
}

function takeDigit(state: FlowState, digit: string): FlowResult {
  // Whoever is in danger need not sit through the languages.
  if (digit === '9') return queue(state, 'danger');
  if (state.step === 'language') {
    const language = languageKeys[digit];
    return language ? ask({ ...state, step: 'topic', language, misses: 0 }) : miss(state);
  }
  const topic = topicKeys[digit];
  return topic ? queue(state, topic) : miss(state);
}

function miss(state: FlowState): FlowResult {
  const misses = state.misses + 1;
  if (misses <= MISSES_ALLOWED) return ask({ ...state, misses });
  return state.step === 'language'
    ? ask({ ...state, step: 'topic', language: 'zh', misses: 0 })
    : queue(state, 'enquiry');
}

function queue(state: FlowState, topic: Topic): FlowResult {
  const language = state.language ?? 'zh';
  return {
    state: { ...state, step: 'queued', language, topic, misses: 0 },
    intents: [{ type: 'enqueue', language, topic }, { type: 'tellPosition' }],
  };
}

function end(state: FlowState, how: 'hangUp' | 'failed' | 'unknown'): FlowResult {
  const waits = state.step === 'queued' || state.step === 'transferring';
  const talked = callStateAt(state.step) === 'connected';
  const endReason = how === 'hangUp' ? (talked ? 'completed' : 'abandoned') : how;
  const tidy: Intent[] = waits ? [{ type: 'leaveQueue' }] : [];
  return {
    state: { ...state, step: 'ended', endReason },
    intents: [...tidy, { type: 'hangUp' }],
  };
}
