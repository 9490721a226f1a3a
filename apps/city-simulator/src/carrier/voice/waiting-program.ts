import { Interrupted, sleep, untilAborted } from '../scheduler.ts';
import { loadDocument, type Source } from './load-document.ts';
import { type Next, runVerbs, type VerbContext } from './run-program.ts';
import type { HttpMethod } from './twiml.ts';

/** What someone hears who waits or is on hold: a document in a loop, music, or nothing. */
export type WaitProgram = { url: string; method: HttpMethod } | 'music' | 'silence';

const allowed = new Set(['Say', 'Play', 'Pause', 'Redirect']);

/** One round of a waiting document never takes less, or an empty one would be asked for at once. */
const SHORTEST_ROUND = 1000;

/** Runs a waiting program in a loop until `context.signal` is aborted. Never throws. */
export async function playWaiting(
  context: VerbContext,
  program: WaitProgram,
  params: Record<string, string>,
): Promise<void> {
  if (program === 'silence') return;
  if (program === 'music') {
    context.leg.hear('music', 'hold music');
    return untilAborted(context.signal);
  }
  try {
    for (;;) {
      const started = context.board.scheduler.now();
      await round(context, { ...program, params });
      const taken = context.board.scheduler.now() - started;
      await sleep(context.board.scheduler, Math.max(0, SHORTEST_ROUND - taken), context.signal);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) context.board.warn(`waiting program: ${error}`);
  }
}

/** Plays a document once. Never throws. */
export async function playOnce(context: VerbContext, source: Source): Promise<void> {
  try {
    await round(context, source);
  } catch (error) {
    if (!(error instanceof Interrupted)) context.board.warn(`announcement: ${error}`);
  }
}

async function round(context: VerbContext, first: Source): Promise<void> {
  let next: Next = { goto: first };
  while (typeof next === 'object') {
    const document = await loadDocument(context.board, context.leg, next.goto);
    if (context.signal.aborted) throw new Interrupted();
    const verbs = document.verbs.filter((verb) => allowed.has(verb.name));
    next = await runVerbs({ ...context, url: document.url }, verbs);
  }
}
