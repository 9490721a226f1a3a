import { Interrupted } from '../../scheduler.ts';
import type { CallbackTarget, Leg } from '../leg.ts';
import { loadDocument } from '../load-document.ts';
import { ring, untilOver } from '../ring.ts';
import { runVerbs, type VerbContext } from '../run-program.ts';
import type { HttpMethod } from '../twiml.ts';

export interface PhoneNoun {
  number: string;
  /** A document played to the called person before the two are connected. */
  whisper?: { url: string; method: HttpMethod };
  statusCallback?: CallbackTarget;
}

export interface DialResult {
  status: 'answered' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  leg?: Leg;
}

/**
 * Rings every noun at once; the first to answer is connected and the others are called off. Lasts
 * until one of the two hangs up. @throws Interrupted when the calling leg ends or is redirected;
 * the called leg is then hung up too.
 */
export async function dialPhones(
  context: VerbContext,
  nouns: readonly PhoneNoun[],
  { from, timeoutSeconds }: { from: string; timeoutSeconds: number },
): Promise<DialResult> {
  const { board, leg, signal } = context;
  const children = nouns.map((noun) =>
    board.openLeg({
      from,
      to: noun.number,
      direction: 'outbound-dial',
      parentSid: leg.sid,
      statusCallback: noun.statusCallback,
    }),
  );
  const hangUp = () => {
    for (const child of children) child.end();
  };
  signal.addEventListener('abort', hangUp, { once: true });
  leg.hear('state', 'ringback');
  try {
    const child = await firstToAnswer(children, (one) => ring(board, one, timeoutSeconds));
    if (signal.aborted) throw new Interrupted();
    if (!child) return { status: outcome(children), leg: children[0] };
    for (const other of children) if (other !== child) other.end();
    await whisper(context, child, nouns[children.indexOf(child)]);
    leg.hear('state', 'connected');
    child.hear('state', 'connected');
    await untilOver(child, signal);
    return { status: 'completed', leg: child };
  } finally {
    signal.removeEventListener('abort', hangUp);
    hangUp();
  }
}

async function firstToAnswer(
  children: readonly Leg[],
  ringOne: (leg: Leg) => Promise<boolean>,
): Promise<Leg | undefined> {
  const tries = children.map(async (child) => {
    if (!(await ringOne(child))) throw new Error('not answered');
    return child;
  });
  return Promise.any(tries).catch(() => undefined);
}

async function whisper(context: VerbContext, child: Leg, noun: PhoneNoun | undefined) {
  if (!noun?.whisper) return;
  const document = await loadDocument(context.board, child, noun.whisper);
  const { signal } = child.program;
  await runVerbs({ ...context, leg: child, signal, url: document.url }, document.verbs).catch(
    (error: unknown) => {
      if (!(error instanceof Interrupted)) throw error;
    },
  );
}

function outcome(children: readonly Leg[]): DialResult['status'] {
  const statuses = children.map((child) => child.status);
  return statuses.find((s) => s === 'busy' || s === 'failed') === undefined
    ? 'no-answer'
    : (statuses[0] as DialResult['status']);
}
