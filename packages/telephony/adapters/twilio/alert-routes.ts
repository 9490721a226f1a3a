import {
  endAutomatedCall,
  giveCallToAgent,
  recordDelivery,
  speakNext,
  wordsOfDelivery,
} from '@1999/messaging';
import { type App, inTransaction, NotFound } from '@1999/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { joinHotline, leaveHotline } from '../../commands/join-hotline.ts';
import { claimOnce } from '../../io/webhook-inbox.ts';
import { alertPrompts, type PromptLocale } from './alert-prompts.ts';
import { answerTwiml } from './call-routes.ts';
import { type Webhook, webhookOf } from './signed-webhook.ts';
import { answerFor } from './sound-addresses.ts';
import { newTwiml, speakText } from './twiml.ts';

const KEY_SECONDS = 8;
/** How often an order is spoken at most; then nobody seems to be there. */
const READINGS = 3;

type Response = ReturnType<typeof newTwiml>;
type DeliveryReport = Omit<Parameters<typeof recordDelivery.within>[1], 'deliveryId'>;

/**
 * Automated calls: one call speaks every order that waits for its telephone, one after the other,
 * and takes a key for each; also the fate of text messages.
 */
export function alertWebhooks(scope: FastifyInstance, app: App): void {
  const options = {
    config: { open: 'a web hook: its signature is checked before anything else' },
    schema: { hide: true },
  };
  scope.post('/alert', options, (request, reply) =>
    answerTwiml(app, request, reply, async (hook) => {
      const response = newTwiml();
      await readNext(request, hook, response);
      return response.toString();
    }),
  );
  scope.post('/alert-answer', options, (request, reply) =>
    answerTwiml(app, request, reply, (hook) => takeKey(request, hook)),
  );
  scope.post('/alert-status', options, async (request, reply) => {
    const hook = webhookOf(request);
    const { CallSid, CallStatus, SequenceNumber } = hook.form;
    const reason = endReasons[CallStatus ?? ''];
    if (!reason) return reply.code(204).send();
    const callId = idIn(hook.query, 'call');
    const key = `twilio:call:${CallSid}:${CallStatus}:${SequenceNumber ?? ''}`;
    const keys = [hook.token, key].filter((one) => one !== undefined);
    await inTransaction(request.caller, async (context) => {
      if (!(await claimOnce(context, keys))) return;
      await endAutomatedCall.within(context, { callId, reason });
    });
    await leaveHotline(request.caller, CallSid ?? '');
    return reply.code(204).send();
  });
  scope.post('/message-status', options, async (request, reply) => {
    const hook = webhookOf(request);
    const { MessageSid, MessageStatus, ErrorCode } = hook.form;
    const outcome = messageOutcomes[MessageStatus ?? ''];
    if (outcome) {
      const reason = ErrorCode ? `carrier${ErrorCode}` : 'carrierFailed';
      const report = outcome === 'failed' ? { outcome, reason } : { outcome };
      await record(request, hook, [`twilio:message:${MessageSid}:${MessageStatus}`], report);
    }
    return reply.code(204).send();
  });
}

/** What a key means: 1 taken on, 2 again, 3 (and 3 once more) not ours, 0 an agent please. */
async function takeKey(request: FastifyRequest, hook: Webhook): Promise<string> {
  const { CallSid, Digits } = hook.form;
  const locale = localeOf(hook.query);
  const callId = idIn(hook.query, 'call');
  const deliveryId = idIn(hook.query, 'delivery');
  const response = newTwiml();
  const done = async (digit: '1' | '3', thanks: string) => {
    const key = `twilio:alert:${CallSid}:${deliveryId}:${digit}`;
    await record(request, hook, [key], { outcome: 'acknowledged', digit });
    speakText(response, thanks, locale);
    await readNext(request, hook, response, deliveryId);
  };
  const mayRefuse = hook.query.refuse === '1';
  if (Digits === '1') await done('1', alertPrompts[mayRefuse ? 'thanks' : 'known'][locale]);
  else if (Digits === '3' && hook.query.sure === '1') {
    await done('3', alertPrompts.refused[locale]);
  } else if (Digits === '3' && mayRefuse) {
    const gather = keyOf(response, { ...hook.query, sure: '1' });
    speakText(gather, alertPrompts.sure[locale], locale);
    response.redirect(answerAddress({ ...hook.query, sure: '1' }));
  } else if (Digits === '0') {
    await giveCallToAgent(request.caller, { callId, deliveryId });
    const { To: from = '' } = hook.form;
    const caller = { callSid: CallSid ?? '', from };
    return answerFor(request.caller.app, await joinHotline(request.caller, caller, locale));
  } else await read(request, hook, response, { deliveryId, mayRefuse });
  return response.toString();
}

/** Speaks the next order on the call, or says goodbye when there is none. */
async function readNext(
  request: FastifyRequest,
  hook: Webhook,
  response: Response,
  after?: string,
): Promise<void> {
  const callId = idIn(hook.query, 'call');
  const providerRef = hook.form.CallSid;
  const next = await speakNext(request.caller, { callId, after, providerRef });
  const fresh = { ...hook, query: { ...hook.query, reading: '0' } };
  if (next) return read(request, fresh, response, next);
  speakText(response, alertPrompts.nothingMore[localeOf(hook.query)], localeOf(hook.query));
  response.hangup();
}

async function read(
  { caller: { app } }: FastifyRequest,
  { query }: Webhook,
  response: Response,
  { deliveryId, mayRefuse }: { deliveryId: string; mayRefuse: boolean },
): Promise<void> {
  const locale = localeOf(query);
  const reading = (Number(query.reading) || 0) + 1;
  const text = reading > READINGS ? null : await wordsOfDelivery(app, deliveryId, locale);
  if (text === null) {
    speakText(response, alertPrompts.goodbye[locale], locale);
    response.hangup();
    return;
  }
  const again = {
    call: idIn(query, 'call'),
    locale,
    delivery: deliveryId,
    reading: String(reading),
    refuse: mayRefuse ? '1' : '0',
  };
  const gather = keyOf(response, again);
  speakText(gather, text, locale);
  speakText(gather, alertPrompts[mayRefuse ? 'ask' : 'askCommission'][locale], locale);
  response.redirect(answerAddress(again));
}

function keyOf(response: Response, query: Webhook['query']) {
  return response.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: KEY_SECONDS,
    finishOnKey: '',
    action: answerAddress(query),
  });
}

function answerAddress(query: Webhook['query']): string {
  return `/telephony/twilio/alert-answer?${new URLSearchParams(query)}`;
}

/** Why a call is over. One that was answered has settled its orders by key before. */
const endReasons: Readonly<Record<string, string>> = {
  completed: 'noKey',
  'no-answer': 'noAnswer',
  busy: 'busy',
  failed: 'carrierFailed',
  canceled: 'canceled',
};

const messageOutcomes: Readonly<Record<string, 'sent' | 'delivered' | 'failed'>> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};

/** Inbox row and the delivery's new state in one transaction. */
function record(
  request: FastifyRequest,
  hook: Webhook,
  keys: string[],
  report: DeliveryReport,
): Promise<void> {
  const deliveryId = idIn(hook.query, 'delivery');
  return inTransaction(request.caller, async (context) => {
    if (!(await claimOnce(context, [hook.token, ...keys]))) return;
    await recordDelivery.within(context, { ...report, deliveryId });
  });
}

function idIn(query: Webhook['query'], name: 'call' | 'delivery'): string {
  const read = z.uuid().safeParse(query[name]);
  if (!read.success) throw new NotFound();
  return read.data;
}

function localeOf(query: Webhook['query']): PromptLocale {
  return query.locale === 'en' ? 'en' : 'zh-Hant-TW';
}
