import { PLAY_TIME, speechTime } from '../../domain/speech-time.ts';
import { sleep, untilAborted } from '../../scheduler.ts';
import { resolveUrl } from '../load-document.ts';
import type { Next, VerbContext } from '../run-program.ts';
import { integerOf, methodOf, type Verb } from '../twiml.ts';

/** Speaks the text; `loop="0"` speaks it until something interrupts. */
export function say(context: VerbContext, verb: Verb): Promise<Next> {
  const language = verb.attributes.language;
  return repeat(context, verb, speechTime(verb.text), () =>
    context.leg.hear('say', verb.text, language),
  );
}

/** Plays a recording, or sends the tones of `digits`. */
export function play(context: VerbContext, verb: Verb): Promise<Next> {
  const digits = verb.attributes.digits;
  if (digits) {
    return repeat(context, verb, digits.length * 500, () => context.leg.hear('tone', digits));
  }
  const file = resolveUrl(context.url, verb.text);
  return repeat(context, verb, PLAY_TIME, () => context.leg.hear('music', file));
}

async function repeat(
  { board, signal }: VerbContext,
  verb: Verb,
  ms: number,
  sound: () => void,
): Promise<Next> {
  const loop = integerOf(verb, 'loop', 1);
  const time = board.soundTime(ms);
  for (let round = 0; loop === 0 || round < loop; round += 1) {
    sound();
    // An endless sound that takes no time would never let go: it is heard once and stays.
    if (loop === 0 && time === 0) await untilAborted(signal);
    await sleep(board.scheduler, time, signal);
  }
  return undefined;
}

/** Silence of `length` seconds; as the first verb it leaves the call unanswered that long. */
export async function pause({ board, signal }: VerbContext, verb: Verb): Promise<Next> {
  await sleep(board.scheduler, board.soundTime(integerOf(verb, 'length', 1) * 1000), signal);
  return undefined;
}

/** Goes on with another document; the verbs after it are never reached. */
export async function redirect(context: VerbContext, verb: Verb): Promise<Next> {
  return { goto: { url: resolveUrl(context.url, verb.text), method: methodOf(verb) } };
}

export async function hangup(): Promise<Next> {
  return 'hangUp';
}

/** Turns a call down unanswered (`busy`) or plays the number-not-in-service message. */
export async function reject({ leg }: VerbContext, verb: Verb): Promise<Next> {
  if (leg.status !== 'ringing') return undefined;
  leg.move(verb.attributes.reason === 'busy' ? 'refuse' : 'timeOut');
  return 'hangUp';
}
