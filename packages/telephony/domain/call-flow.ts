import type { IvrFlow, IvrKey, IvrPrompt, IvrStep } from '../contract/ivr.ts';
import type { EndReason, Language, Topic } from '../contract.ts';
import { callStateAt } from './call-state.ts';
import { DANGER_KEY } from './ivr/check-flow.ts';
import type { Facts } from './ivr/facts.ts';
import { type Stop, walk } from './ivr/walk.ts';
import { betweenPrompt } from './prompt-sounds.ts';

export type Step =
  | 'arrived'
  /** A question of the flow is open: `node` says which. */
  | 'menu'
  /** A message is being taken. */
  | 'voicemail'
  /** Told the last words; then the line is closed. */
  | 'goodbye'
  | 'queued'
  | 'connected'
  /** Handed over by one agent and not yet taken by the next. */
  | 'transferring'
  /** With a party outside the house, and no agent any more. */
  | 'handedOver'
  | 'ended';

/** What came of a call that never got to an agent. */
export type Outcome = Extract<EndReason, 'callback' | 'message' | 'refused'>;

/** Where a call is in its flow. `turn` grows with each question, so a late answer is recognised. */
export interface FlowState {
  readonly step: Step;
  /** The flow's step that is asked or was come to last. */
  readonly node: string | null;
  readonly turn: number;
  /** Wrong or missing keys at this question. */
  readonly misses: number;
  readonly language: Language | null;
  readonly topic: Topic | null;
  /** What is said here, before anything else of this step. */
  readonly prompts: readonly IvrPrompt[];
  readonly outcome: Outcome | null;
  readonly endReason: EndReason | null;
}

export type FlowEvent =
  /** The line stands; a web page may have named the language already. */
  | { readonly type: 'arrived'; readonly language?: Language | undefined }
  /** A key; `turn` names the question it answers where the provider knows. */
  | { readonly type: 'digit'; readonly digit: string; readonly turn?: number | undefined }
  /** What was said was said to its end; only providers without a gather of their own say so. */
  | { readonly type: 'promptFinished'; readonly turn: number }
  | { readonly type: 'noDigit'; readonly turn: number }
  | { readonly type: 'positionTimer' }
  | { readonly type: 'messageLeft' }
  | { readonly type: 'agentAnswered' }
  /** The agent's line broke; the call goes on until one of them hangs up. */
  | { readonly type: 'agentLost' }
  /** The agent hands the caller to whoever takes the offer next. */
  | { readonly type: 'transferred' }
  /** A party outside has the caller to itself, or has hung up again. */
  | { readonly type: 'outsideTook' }
  | { readonly type: 'outsideLeft' }
  | { readonly type: 'hungUp'; readonly how: HangUp; readonly by?: 'agent' };

/** How a line ended; `noAnswer`: a citizen we called did not pick up. */
export type HangUp = 'hangUp' | 'failed' | 'unknown' | 'noAnswer';

/** What a provider shall do about it; each adapter says how. */
export type Intent =
  /** Say the prompts, then take one key. */
  | { readonly type: 'ask'; readonly prompts: readonly IvrPrompt[]; readonly turn: number }
  | { readonly type: 'awaitDigit'; readonly turn: number; readonly seconds: number }
  | { readonly type: 'enqueue'; readonly language: Language; readonly topic: Topic }
  /** Say the place in the queue, then play the waiting program. */
  | { readonly type: 'tellPosition' }
  /** Say the prompts, then take a message. */
  | { readonly type: 'takeMessage'; readonly prompts: readonly IvrPrompt[] }
  /** An agent will call back, at the place this caller has now. */
  | { readonly type: 'promiseCallback' }
  /** Say the prompts; then the call is over. */
  | { readonly type: 'sayLast'; readonly prompts: readonly IvrPrompt[]; readonly turn: number }
  | { readonly type: 'connect' }
  /** Comfort a caller whose agent's line broke. */
  | { readonly type: 'comfort' }
  | { readonly type: 'leaveQueue' }
  | { readonly type: 'hangUp' };

export interface FlowResult {
  readonly state: FlowState;
  readonly intents: readonly Intent[];
}

/** The flow a call was begun with, and the moment. */
export interface Guide {
  readonly flow: IvrFlow;
  readonly facts: Facts;
}

/** After so many wrong or missing keys the usual choice is taken: nobody is turned away. */
const MISSES_ALLOWED = 2;
const KEY_SECONDS = 6;
const CALLBACK_KEY = '1';

export const newFlow: FlowState = {
  step: 'arrived',
  node: null,
  turn: 0,
  misses: 0,
  language: null,
  topic: null,
  prompts: [],
  outcome: null,
  endReason: null,
};

/**
 * The interpreter of call flows, the same for every provider. Pure and total: an event that does
 * not fit the step changes nothing, so duplicates and stragglers are harmless.
 */
export function advance(state: FlowState, event: FlowEvent, guide: Guide): FlowResult {
  if (state.step === 'ended') return nothing(state);
  switch (event.type) {
    case 'arrived':
      return state.step === 'arrived'
        ? goOn({ ...state, language: event.language ?? state.language }, guide.flow.start, guide)
        : nothing(state);
    case 'digit':
      return asked(state, event.turn) ? takeDigit(state, event.digit, guide) : nothing(state);
    case 'promptFinished':
      return promptFinished(state, event.turn);
    case 'noDigit':
      return asked(state, event.turn) ? miss(state, guide) : nothing(state);
    case 'positionTimer':
      return state.step === 'queued'
        ? { state, intents: [{ type: 'tellPosition' }] }
        : nothing(state);
    case 'messageLeft':
      return state.step === 'voicemail'
        ? sayLast(state, [betweenPrompt(guide.flow, 'goodbye')], 'message')
        : nothing(state);
    case 'agentAnswered':
      return state.step === 'queued' || state.step === 'transferring'
        ? { state: { ...state, step: 'connected', prompts: [] }, intents: [{ type: 'connect' }] }
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
  return state.step === 'menu' && (turn === undefined || turn === state.turn);
}

function promptFinished(state: FlowState, turn: number): FlowResult {
  if (state.step === 'goodbye' && turn === state.turn) return end(state, 'hangUp');
  if (!asked(state, turn)) return nothing(state);
  return { state, intents: [{ type: 'awaitDigit', turn, seconds: KEY_SECONDS }] };
}

/** Goes on from a step of the flow until something is asked or an end is come to. */
function goOn(state: FlowState, from: string, guide: Guide, before: IvrPrompt[] = []): FlowResult {
  const stop = walk(guide.flow, from, guide.facts);
  const said = [...before, ...stop.said];
  const known = stop.step.do === 'menu' ? keyOfLanguage(stop.step, state.language) : undefined;
  // Who has told the language already is not asked for it.
  if (known) return goOn(state, known.next, guide, said);
  return enter(state, { ...stop, said }, guide);
}

function keyOfLanguage(
  menu: Extract<IvrStep, { do: 'menu' }>,
  language: Language | null,
): IvrKey | undefined {
  return language ? Object.values(menu.keys).find((key) => key.language === language) : undefined;
}

function enter(before: FlowState, { id, step, said }: Stop, { flow, facts }: Guide): FlowResult {
  const state = { ...before, node: id, misses: 0 };
  switch (step.do) {
    case 'menu':
    case 'offerCallback':
      return ask(state, [...said, ...step.prompts]);
    case 'queue':
      return queue(state, said);
    case 'voicemail': {
      const prompts = [...said, ...step.prompts];
      if (facts.channel === 'webcall')
        return sayLast(state, [betweenPrompt(flow, 'unavailable')], 'refused');
      return {
        state: { ...state, step: 'voicemail', prompts },
        intents: [{ type: 'takeMessage', prompts }],
      };
    }
    case 'end':
      return sayLast(state, [...said, ...step.prompts], 'refused');
  }
}

function ask(before: FlowState, prompts: readonly IvrPrompt[]): FlowResult {
  const state: FlowState = { ...before, step: 'menu', turn: before.turn + 1, prompts };
  return { state, intents: [{ type: 'ask', prompts, turn: state.turn }] };
}

function takeDigit(state: FlowState, digit: string, guide: Guide): FlowResult {
  // Whoever is in danger need not sit through the menus.
  if (digit === DANGER_KEY) return goOn({ ...state, topic: 'danger' }, guide.flow.danger, guide);
  const step = state.node ? guide.flow.steps[state.node] : undefined;
  if (step?.do === 'offerCallback') {
    if (digit !== CALLBACK_KEY) return goOn(state, step.next, guide);
    const last = sayLast(state, [betweenPrompt(guide.flow, 'callback-promised')], 'callback');
    return { ...last, intents: [{ type: 'promiseCallback' }, ...last.intents] };
  }
  const key = step?.do === 'menu' ? step.keys[digit] : undefined;
  return key ? choose(state, key, guide) : miss(state, guide);
}

function choose(state: FlowState, { language, topic, next }: IvrKey, guide: Guide): FlowResult {
  const chosen = {
    ...state,
    language: language ?? state.language,
    topic: topic ?? state.topic,
  };
  return goOn(chosen, next, guide);
}

function miss(state: FlowState, guide: Guide): FlowResult {
  const step = state.node ? guide.flow.steps[state.node] : undefined;
  if (step?.do === 'offerCallback') return goOn(state, step.next, guide);
  if (step?.do !== 'menu') return goOn(state, guide.flow.danger, guide);
  const misses = state.misses + 1;
  if (misses > MISSES_ALLOWED) return choose(state, step.otherwise, guide);
  return ask({ ...state, misses }, [betweenPrompt(guide.flow, 'try-again'), ...step.prompts]);
}

function queue(before: FlowState, said: readonly IvrPrompt[]): FlowResult {
  const language = before.language ?? 'zh';
  const topic = before.topic ?? 'enquiry';
  return {
    state: { ...before, step: 'queued', language, topic, prompts: said },
    intents: [{ type: 'enqueue', language, topic }, { type: 'tellPosition' }],
  };
}

function sayLast(before: FlowState, prompts: readonly IvrPrompt[], outcome: Outcome): FlowResult {
  const turn = before.turn + 1;
  return {
    state: { ...before, step: 'goodbye', turn, prompts, outcome },
    intents: [{ type: 'sayLast', prompts, turn }],
  };
}

function end(state: FlowState, how: HangUp): FlowResult {
  const waits = state.step === 'queued' || state.step === 'transferring';
  const talked = callStateAt(state.step) === 'connected';
  const endReason =
    state.outcome ?? (how === 'hangUp' ? (talked ? 'completed' : 'abandoned') : how);
  const tidy: Intent[] = waits ? [{ type: 'leaveQueue' }] : [];
  return {
    state: { ...state, step: 'ended', prompts: [], endReason },
    intents: [...tidy, { type: 'hangUp' }],
  };
}
