import { Interrupted } from '../../scheduler.ts';
import { callParams } from '../call-params.ts';
import { roomNamed } from '../conference-room.ts';
import { resolveUrl, type Source } from '../load-document.ts';
import type { Next, VerbContext } from '../run-program.ts';
import { flagOf, integerOf, methodOf, type Verb, wordsOf } from '../twiml.ts';
import { type DialResult, dialPhones, type PhoneNoun } from './dial-phones.ts';

/**
 * Connects the call with a conference or with telephones. When it is over, `action` is asked for
 * the next document; without one the next verb follows. A caller who hangs up meanwhile makes
 * the same `action` request, whose answer is then of no use.
 */
export async function dial(context: VerbContext, verb: Verb): Promise<Next> {
  const action = verb.attributes.action;
  const next = (result: DialResult): Exclude<Source, { verbs: Verb[] }> => ({
    url: resolveUrl(context.url, action ?? ''),
    method: methodOf(verb),
    params: dialParams(result),
  });
  try {
    const result = await connect(context, verb);
    return action ? { goto: next(result) } : undefined;
  } catch (error) {
    if (action && error instanceof Interrupted && context.leg.over) {
      const { url, method, params } = next({ status: 'completed' });
      const own = callParams(context.board.options.accountSid, context.leg);
      context.board.callbacks.send({
        subject: context.leg.sid,
        event: 'dial-action',
        url,
        method,
        params: { ...own, ...params },
      });
    }
    throw error;
  }
}

async function connect(context: VerbContext, verb: Verb): Promise<DialResult> {
  const conference = verb.children.find((child) => child.name === 'Conference');
  if (conference) return joinConference(context, conference);
  const nouns: PhoneNoun[] = verb.children
    .filter((child) => child.name === 'Number' || child.name === 'Client')
    .map((child) => phoneNoun(context, child));
  if (nouns.length === 0 && verb.text !== '') nouns.push({ number: verb.text });
  const from = verb.attributes.callerId ?? context.leg.from;
  return dialPhones(context, nouns, { from, timeoutSeconds: integerOf(verb, 'timeout', 30) });
}

function phoneNoun(context: VerbContext, noun: Verb): PhoneNoun {
  const { url, statusCallback } = noun.attributes;
  const identity = noun.children.find((child) => child.name === 'Identity')?.text ?? noun.text;
  const events = wordsOf(noun, 'statusCallbackEvent');
  return {
    number: noun.name === 'Client' ? `client:${identity}` : noun.text,
    whisper: url ? { url: resolveUrl(context.url, url), method: methodOf(noun) } : undefined,
    statusCallback: statusCallback
      ? {
          url: resolveUrl(context.url, statusCallback),
          method: methodOf(noun, 'statusCallbackMethod'),
          events: new Set((events.length > 0 ? events : ['completed']) as 'completed'[]),
        }
      : undefined,
  };
}

async function joinConference(context: VerbContext, noun: Verb): Promise<DialResult> {
  const { statusCallback, waitUrl, participantLabel, coach } = noun.attributes;
  const room = roomNamed(context.board, noun.text);
  if (statusCallback) {
    room.subscribe({
      url: resolveUrl(context.url, statusCallback),
      method: methodOf(noun, 'statusCallbackMethod'),
      events: new Set(wordsOf(noun, 'statusCallbackEvent')),
    });
  }
  if (room.state.participants.length >= integerOf(noun, 'maxParticipants', 250)) {
    return { status: 'failed' };
  }
  await room.enter(context, {
    participant: {
      callSid: context.leg.sid,
      label: participantLabel,
      muted: flagOf(noun, 'muted', false),
      hold: false,
      coaching: coach !== undefined,
      callSidToCoach: coach,
      startConferenceOnEnter: flagOf(noun, 'startConferenceOnEnter', true),
      endConferenceOnExit: flagOf(noun, 'endConferenceOnExit', false),
    },
    beep: noun.attributes.beep !== 'false' && noun.attributes.beep !== 'onExit',
    wait: waitUrl
      ? { url: resolveUrl(context.url, waitUrl), method: methodOf(noun, 'waitMethod') }
      : waitUrl === ''
        ? 'silence'
        : 'music',
  });
  return { status: 'answered' };
}

function dialParams({ status, leg }: DialResult): Record<string, string> {
  return {
    DialCallStatus: status,
    ...(leg && { DialCallSid: leg.sid, DialCallDuration: String(leg.seconds) }),
    ...(leg && { DialBridged: String(leg.answeredAt !== undefined) }),
  };
}
