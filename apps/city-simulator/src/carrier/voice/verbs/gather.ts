import { type GatherRule, type GatherState, pressInGather } from '../../domain/gather.ts';
import { Interrupted } from '../../scheduler.ts';
import { resolveUrl } from '../load-document.ts';
import { type Next, runVerbs, type VerbContext } from '../run-program.ts';
import { flagOf, integerOf, methodOf, type Verb } from '../twiml.ts';

/**
 * Plays the nested prompts and collects keys. The first key stops the prompts; the time-out runs
 * from the end of the prompts or from the last key. Without any key the next verb follows.
 */
export async function gather(context: VerbContext, verb: Verb): Promise<Next> {
  const rule: GatherRule = {
    numDigits: integerOf(verb, 'numDigits', Number.POSITIVE_INFINITY),
    finishOnKey: verb.attributes.finishOnKey ?? '#',
  };
  const prompts = verb.children.filter((child) => promptVerbs.has(child.name));
  const state = await collectKeys(context, rule, integerOf(verb, 'timeout', 5) * 1000, prompts);
  if (state.digits === '' && !flagOf(verb, 'actionOnEmptyResult', false)) return undefined;
  const params: Record<string, string> = { Digits: state.digits, msg: 'Gather End' };
  if (state.finishedOnKey) params.FinishedOnKey = state.finishedOnKey;
  const url = resolveUrl(context.url, verb.attributes.action ?? context.url);
  return { goto: { url, method: methodOf(verb), params } };
}

const promptVerbs = new Set(['Say', 'Play', 'Pause']);

/** Listens for keys until the rule is met or the line stays silent. @throws Interrupted */
export function collectKeys(
  context: VerbContext,
  rule: GatherRule,
  timeoutMs: number,
  prompts: readonly Verb[],
): Promise<GatherState> {
  const { board, leg, signal } = context;
  const voice = new AbortController();
  return new Promise((resolve, reject) => {
    let state: GatherState = { digits: '', done: false };
    let cancelTimer = () => {};
    let closed = false;
    const stop = () => {
      closed = true;
      cancelTimer();
      leg.listener = undefined;
      signal.removeEventListener('abort', interrupt);
      voice.abort();
    };
    const interrupt = () => {
      stop();
      reject(new Interrupted());
    };
    const finish = () => {
      stop();
      resolve(state);
    };
    const waitForKey = () => {
      if (closed) return;
      cancelTimer();
      cancelTimer = board.scheduler.after(timeoutMs, finish);
    };
    if (signal.aborted) return interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    leg.listener = (key) => {
      voice.abort();
      state = pressInGather(state, rule, key);
      if (state.done) finish();
      else waitForKey();
    };
    runVerbs({ ...context, signal: voice.signal }, prompts).then(waitForKey, (error: unknown) => {
      // A key ended the prompts: the listener above has taken over.
      if (error instanceof Interrupted) return;
      stop();
      reject(error);
    });
    leg.emit('asked');
  });
}
