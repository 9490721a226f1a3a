import { Interrupted } from '../scheduler.ts';
import type { Leg } from './leg.ts';
import { type LoadedDocument, loadDocument, type Source } from './load-document.ts';
import type { Switchboard } from './switchboard.ts';
import { parseTwiml, type Verb } from './twiml.ts';
import { verbs } from './verbs/index.ts';

/** What a verb works with. `signal` is aborted when the call is hung up or redirected. */
export interface VerbContext {
  board: Switchboard;
  leg: Leg;
  signal: AbortSignal;
  /** The address of the document, against which its URLs are resolved. */
  url: string;
}

/** What comes after a verb: the next one (undefined), another document, or the end of the call. */
export type Next = undefined | { goto: Source } | 'hangUp';

/** Runs a TwiML program on a leg to its end, then hangs up. Interrupts what ran there before. */
export function runProgram(board: Switchboard, leg: Leg, source: Source): void {
  const signal = leg.nextProgram();
  follow(board, leg, source, signal).catch((error: unknown) => {
    if (error instanceof Interrupted) return;
    board.warn(`call ${leg.sid}: ${error instanceof Error ? error.stack : error}`);
    leg.end();
  });
}

async function follow(board: Switchboard, leg: Leg, first: Source, signal: AbortSignal) {
  let next: Next = { goto: first };
  while (typeof next === 'object') {
    const document: LoadedDocument = await loadDocument(board, leg, next.goto);
    if (signal.aborted) throw new Interrupted();
    next = await runVerbs({ board, leg, signal, url: document.url }, document.verbs);
  }
  if (leg.status === 'ringing') leg.move('answer');
  leg.end();
}

/** Runs verbs in their order until one leads elsewhere. Unknown ones are skipped with a warning. */
export async function runVerbs(context: VerbContext, document: readonly Verb[]): Promise<Next> {
  for (const verb of document) {
    const run = verbs[verb.name];
    if (!run) {
      context.board.warn(`12200: TwiML verb <${verb.name}> is not known`);
      continue;
    }
    if (context.leg.status === 'ringing' && !beforeAnswer.has(verb.name))
      context.leg.move('answer');
    const next = await run(context, verb);
    if (context.signal.aborted) throw new Interrupted();
    if (next) return next;
  }
  return undefined;
}

/** Verbs that act on a call which has not been answered yet. */
const beforeAnswer = new Set(['Reject', 'Pause']);

/** A document given in place. @throws InvalidTwiml when it is not TwiML. */
export function inlineDocument(twiml: string, url: string): Source {
  return { verbs: parseTwiml(twiml), url };
}
