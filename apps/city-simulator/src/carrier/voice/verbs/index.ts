import type { Next, VerbContext } from '../run-program.ts';
import type { Verb } from '../twiml.ts';
import { dial } from './dial.ts';
import { gather } from './gather.ts';
import { record } from './record.ts';
import { hangup, pause, play, redirect, reject, say } from './simple.ts';

export type VerbRunner = (context: VerbContext, verb: Verb) => Promise<Next>;

/** The TwiML verbs this carrier follows. */
export const verbs: Record<string, VerbRunner> = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: gather,
  Redirect: redirect,
  Dial: dial,
  Record: record,
  Hangup: hangup,
  Reject: reject,
};
