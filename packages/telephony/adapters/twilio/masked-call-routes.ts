import {
  answerMaskedCall,
  connectMaskedCall,
  endMaskedCall,
  joinMaskedCall,
  MASKED_CALL_MINUTES,
} from '@1999/messaging';
import { type App, NotFound } from '@1999/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PromptLocale } from './alert-prompts.ts';
import { answerTwiml } from './call-routes.ts';
import { maskedPrompts } from './masked-call-prompts.ts';
import { type Webhook, webhookOf } from './signed-webhook.ts';
import { newTwiml, speakText } from './twiml.ts';

const KEY_SECONDS = 8;
const READINGS = 2;
const CITIZEN_RINGS_SECONDS = 30;
const LegEnd = z.enum(['completed', 'no-answer', 'busy', 'failed', 'canceled', 'answered']);

/**
 * Masked calls: the person who asked is rung, presses 1, and the carrier dials the citizen from the
 * hotline's own number. The citizen's number leaves in the answer to the key, and nowhere else.
 */
export function maskedCallWebhooks(scope: FastifyInstance, app: App): void {
  const options = {
    config: { open: 'a web hook: its signature is checked before anything else' },
    schema: { hide: true },
  };
  const question = (
    path: string,
    answer: (hook: Webhook, request: FastifyRequest) => Promise<string>,
  ) => scope.post(path, options, (request, reply) => answerTwiml(app, request, reply, answer));

  question('/masked', async (hook, { caller }) => {
    const locale = localeOf(hook);
    const callId = callIdOf(hook);
    const providerRef = hook.form.CallSid || undefined;
    const words = await answerMaskedCall(caller, { callId, locale, providerRef });
    if (words === null) return lastWords('notConnected', locale);
    const reading = Math.min(Number(hook.query.reading) || 1, READINGS);
    const query = { call: callId, locale };
    const response = newTwiml();
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      timeout: KEY_SECONDS,
      finishOnKey: '',
      action: address('masked-key', query),
    });
    speakText(gather, words, locale);
    speakText(gather, maskedPrompts.ask[locale], locale);
    if (reading < READINGS) {
      response.redirect(address('masked', { ...query, reading: String(reading + 1) }));
      return response.toString();
    }
    speakText(response, maskedPrompts.noKey[locale], locale);
    response.hangup();
    return response.toString();
  });

  question('/masked-key', async (hook, { caller }) => {
    const locale = localeOf(hook);
    const callId = callIdOf(hook);
    const query = { call: callId, locale };
    const response = newTwiml();
    if (hook.form.Digits !== '1') {
      response.redirect(address('masked', { ...query, reading: String(READINGS) }));
      return response.toString();
    }
    const number = await connectMaskedCall(caller, { callId });
    if (!number) return lastWords('notConnected', locale);
    speakText(response, maskedPrompts.connecting[locale], locale);
    response
      .dial({
        callerId: app.config.twilio.number,
        timeout: CITIZEN_RINGS_SECONDS,
        timeLimit: MASKED_CALL_MINUTES * 60,
        action: address('masked-dialled', query),
      })
      .number({ url: address('masked-citizen', { call: callId }) }, number);
    return response.toString();
  });

  // What the citizen hears on picking up: that it is picked up is told by nothing sooner.
  question('/masked-citizen', async (hook, { caller }) => {
    await joinMaskedCall(caller, { callId: callIdOf(hook) });
    const response = newTwiml();
    speakText(response, maskedPrompts.toCitizen['zh-Hant-TW'], 'zh-Hant-TW');
    speakText(response, maskedPrompts.toCitizen.en, 'en');
    return response.toString();
  });

  question('/masked-dialled', async (hook, { caller }) => {
    const { DialCallStatus, DialBridged } = hook.form;
    const leg = LegEnd.safeParse(DialCallStatus).data ?? 'failed';
    const bridged = DialBridged === 'true';
    await endMaskedCall(caller, { callId: callIdOf(hook), how: { citizenLeg: leg, bridged } });
    const answered = leg === 'completed' || leg === 'answered';
    return lastWords(answered ? 'over' : 'notAnswered', localeOf(hook));
  });

  scope.post('/masked-status', options, async (request, reply) => {
    const hook = webhookOf(request);
    const leg = LegEnd.exclude(['answered']).safeParse(hook.form.CallStatus).data;
    const callId = callIdOf(hook);
    if (leg) await endMaskedCall(request.caller, { callId, how: { callerLeg: leg } });
    return reply.code(204).send();
  });
}

function lastWords(prompt: 'notConnected' | 'notAnswered' | 'over', locale: PromptLocale): string {
  const response = newTwiml();
  speakText(response, maskedPrompts[prompt][locale], locale);
  response.hangup();
  return response.toString();
}

function address(path: string, query: Record<string, string>): string {
  return `/telephony/twilio/${path}?${new URLSearchParams(query)}`;
}

function callIdOf({ query }: Webhook): string {
  const read = z.uuid().safeParse(query.call);
  if (!read.success) throw new NotFound();
  return read.data;
}

function localeOf({ query }: Webhook): PromptLocale {
  return query.locale === 'en' ? 'en' : 'zh-Hant-TW';
}
