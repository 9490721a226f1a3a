import { recordDelivery, wordsOfDelivery } from '@1999/messaging';
import { type App, inTransaction, NotFound } from '@1999/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { claimOnce } from '../../io/webhook-inbox.ts';
import { answerTwiml } from './call-routes.ts';
import { type Webhook, webhookOf } from './signed-webhook.ts';
import { goodbyeTwiml, newTwiml, speakText } from './twiml.ts';

const KEY_SECONDS = 8;
/** How often an alert is spoken at most. */
const READINGS = 3;

type Locale = 'zh-Hant-TW' | 'en';
const words = {
  ask: {
    'zh-Hant-TW': '受理請按一，重聽請按二。',
    en: 'Press 1 to acknowledge, 2 to hear it again.',
  },
  thanks: { 'zh-Hant-TW': '已受理，謝謝您。', en: 'Acknowledged. Thank you.' },
} as const;

type DeliveryReport = Omit<Parameters<typeof recordDelivery.within>[1], 'deliveryId'>;

/** Automated calls that speak an order and take 1 as acknowledgement, and the fate of messages. */
export function alertWebhooks(scope: FastifyInstance, app: App): void {
  const options = {
    config: { open: 'a web hook: its signature is checked before anything else' },
    schema: { hide: true },
  };
  scope.post('/alert', options, (request, reply) =>
    answerTwiml(app, request, reply, async ({ query }) => readAlert(app, query)),
  );
  scope.post('/alert-answer', options, (request, reply) =>
    answerTwiml(app, request, reply, async (hook) => {
      if (hook.form.Digits !== '1') return readAlert(app, hook.query);
      const key = `twilio:alert:${hook.form.CallSid}:1`;
      await record(request, hook, [key], { outcome: 'acknowledged', digit: '1' });
      const response = newTwiml();
      const locale = localeOf(hook.query);
      speakText(response, words.thanks[locale], locale);
      response.hangup();
      return response.toString();
    }),
  );
  scope.post('/alert-status', options, async (request, reply) => {
    const hook = webhookOf(request);
    const { CallSid, CallStatus, SequenceNumber } = hook.form;
    const report = alertReports[CallStatus ?? ''];
    const key = `twilio:call:${CallSid}:${CallStatus}:${SequenceNumber ?? ''}`;
    if (report) await record(request, hook, [key], report);
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

const messageOutcomes: Readonly<Record<string, 'sent' | 'delivered' | 'failed'>> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};

/** A completed call without the key is a failure; after the key it changes nothing any more. */
const alertReports: Readonly<Record<string, DeliveryReport>> = {
  'in-progress': { outcome: 'delivered' },
  completed: { outcome: 'failed', reason: 'noKey' },
  'no-answer': { outcome: 'failed', reason: 'noAnswer' },
  busy: { outcome: 'failed', reason: 'busy' },
  failed: { outcome: 'failed', reason: 'carrierFailed' },
  canceled: { outcome: 'failed', reason: 'canceled' },
};

/** Inbox row and the delivery's new state in one transaction. */
function record(
  request: FastifyRequest,
  hook: Webhook,
  keys: string[],
  report: DeliveryReport,
): Promise<void> {
  const deliveryId = deliveryOf(hook.query);
  return inTransaction(request.caller, async (context) => {
    if (!(await claimOnce(context, [hook.token, ...keys]))) return;
    await recordDelivery.within(context, { ...report, deliveryId });
  });
}

async function readAlert(app: App, query: Webhook['query']): Promise<string> {
  const delivery = deliveryOf(query);
  const locale = localeOf(query);
  const reading = (Number(query.reading) || 0) + 1;
  if (reading > READINGS) return goodbyeTwiml();
  const text = await wordsOfDelivery(app, delivery, locale);
  if (text === null) throw new NotFound();
  const response = newTwiml();
  const again = new URLSearchParams({ delivery, locale, reading: String(reading) });
  const action = `/telephony/twilio/alert-answer?${again}`;
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: KEY_SECONDS,
    finishOnKey: '',
    action,
  });
  speakText(gather, text, locale);
  speakText(gather, words.ask[locale], locale);
  response.redirect(action);
  return response.toString();
}

function deliveryOf(query: Webhook['query']): string {
  const read = z.uuid().safeParse(query.delivery);
  if (!read.success) throw new NotFound();
  return read.data;
}

function localeOf(query: Webhook['query']): Locale {
  return query.locale === 'en' ? 'en' : 'zh-Hant-TW';
}
