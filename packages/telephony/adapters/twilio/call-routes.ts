import { type App, AppError } from '@1999/platform';
import { queuePosition } from '@1999/routing';
import { eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noteCarrierRecording } from '../../commands/note-carrier-recording.ts';
import { outboundAnswered, outboundEnded } from '../../commands/outbound-moved.ts';
import { partyNotReached } from '../../commands/party-not-reached.ts';
import { takeConferenceEvent } from '../../commands/take-conference-event.ts';
import { takeMessage } from '../../commands/take-message.ts';
import { takePhoneEvent } from '../../commands/take-phone-event.ts';
import { Digit } from '../../contract/media.ts';
import { lineEndOf, lineEndReasons } from '../../domain/carrier-status.ts';
import { waitingPrompts } from '../../domain/prompts.ts';
import { expectedWaitNow } from '../../io/guide.ts';
import { partiesOf, present } from '../../io/parties.ts';
import { call } from '../../io/tables.ts';
import { type Webhook, webhookOf } from './signed-webhook.ts';
import { answerFor } from './sound-addresses.ts';
import {
  announceTwiml,
  FALLBACK_ROUNDS,
  fallbackTwiml,
  goodbyeTwiml,
  partyTwiml,
  waitTwiml,
} from './twiml.ts';

/** The carrier's questions and callbacks about calls; see acceptSignedForms for who may ask. */
export function callWebhooks(scope: FastifyInstance, app: App): void {
  const config = { open: 'a web hook: its signature is checked before anything else' };
  const question = (
    path: string,
    answer: (hook: Webhook, request: FastifyRequest) => Promise<string>,
  ) =>
    scope.post(path, { config, schema: { hide: true } }, (request, reply) =>
      answerTwiml(app, request, reply, answer),
    );
  const callback = (
    path: string,
    take: (hook: Webhook, request: FastifyRequest) => Promise<void>,
  ) =>
    scope.post(path, { config, schema: { hide: true } }, async (request, reply) => {
      await take(webhookOf(request), request);
      return reply.code(204).send();
    });

  question('/voice', async ({ form }, { caller }) =>
    answerFor(
      app,
      await takePhoneEvent(caller, {
        caller: callerOf(form),
        keys: [],
        event: { type: 'arrived' },
      }),
    ),
  );
  question('/menu', async ({ form, query, token }, { caller }) => {
    const turn = z.coerce.number().int().parse(query.turn);
    const digit = Digit.safeParse(form.Digits).data;
    if (query.left) {
      const left = { type: 'messageLeft' } as const;
      return answerFor(
        app,
        await takePhoneEvent(caller, { caller: callerOf(form), keys: [], event: left }),
      );
    }
    const event = digit
      ? ({ type: 'digit', digit, turn } as const)
      : ({ type: 'noDigit', turn } as const);
    return answerFor(
      app,
      await takePhoneEvent(caller, { caller: callerOf(form), keys: [token], event }),
    );
  });
  question('/wait', async ({ query }) => {
    const [row] = await app.db
      .select()
      .from(call)
      .where(eq(call.id, callIdOf(query)));
    if (row?.state !== 'queued') return waitTwiml(['connecting'], row?.language ?? null);
    const position = await queuePosition(app.db, row.id);
    const wait = await expectedWaitNow({ app }, app.db);
    return waitTwiml(position ? waitingPrompts(position, wait) : ['connecting'], row.language);
  });
  question('/hold', async () => waitTwiml([], null));
  question('/client', async ({ form, query }) => {
    const callId = z.uuid().safeParse(form.callId ?? query.callId).data;
    const agentId = form.From?.replace(/^client:/, '').replaceAll('_', '-');
    const own = callId && agentId ? await ownPartOf(app, callId, agentId) : null;
    return own ? partyTwiml(own.row, own.party, own.coached) : goodbyeTwiml();
  });
  question('/announce', async ({ query }) => {
    const [row] = await app.db
      .select()
      .from(call)
      .where(eq(call.id, callIdOf(query)));
    const prompt = spokenPrompts.parse(query.prompt);
    return announceTwiml(prompt, row?.language ?? null);
  });
  question('/fallback', async ({ query, form }) =>
    query.left || form.RecordingSid ? goodbyeTwiml() : fallbackTwiml(1),
  );

  callback('/status', async ({ form, token }, { caller }) => {
    // Agents' browsers' lines report here too; only callers' lines are calls of ours.
    if (form.From?.startsWith('client:') || form.Direction?.startsWith('outbound')) return;
    const event = lineEndOf(form.CallStatus);
    const number = form.SequenceNumber ?? form.CallStatus;
    const keys = [token, `twilio:call:${form.CallSid}:${form.CallStatus}:${number}`];
    const lineEnded = event !== null;
    await takePhoneEvent(caller, { caller: callerOf(form), keys, event, lineEnded });
  });
  callback('/party-status', async ({ form, query, token }, { caller }) => {
    const partyId = z.uuid().safeParse(query.party).data;
    const reason = lineEndReasons[form.CallStatus ?? ''];
    if (!partyId || !reason) return;
    const keys = [token, `twilio:party:${form.CallSid}:${form.CallStatus}`];
    await partyNotReached(caller, { callId: callIdOf(query), partyId, reason, keys });
  });
  question('/callback', async ({ form, query }, { caller }) => {
    const { callSid: sid } = callerOf(form);
    const row = await outboundAnswered(caller, { callId: callIdOf(query), sid });
    return row ? answerFor(app, row) : goodbyeTwiml();
  });
  callback('/callback-status', async ({ form, query, token }, { caller }) => {
    const end = lineEndOf(form.CallStatus);
    if (end?.type !== 'hungUp') return;
    const how = form.CallStatus === 'completed' ? 'hangUp' : 'noAnswer';
    const keys = [token, `twilio:callback:${form.CallSid}:${form.CallStatus}`];
    await outboundEnded(caller, { callId: callIdOf(query), how, keys });
  });
  callback('/message', async ({ form, query, token }, { caller }) => {
    const sid = z.string().min(1).max(64).safeParse(form.RecordingSid);
    if (!sid.success) throw malformed(sid.error);
    // One left at the fallback belongs to a call that nobody could note then.
    const known = query.call
      ? callIdOf(query)
      : (await takePhoneEvent(caller, { caller: callerOf(form), keys: [], event: null })).id;
    await takeMessage(caller, {
      callId: known,
      keys: [token, `twilio:message:${sid.data}`],
      sid: sid.data,
      seconds: Number(form.RecordingDuration) || 0,
    });
  });
  callback('/recording', async ({ form, query, token }, { caller }) => {
    const read = RecordingForm.safeParse({ ...form, ...query });
    if (!read.success) throw malformed(read.error);
    const { recording: recordingId, RecordingSid: sid } = read.data;
    await noteCarrierRecording(caller, {
      recordingId,
      keys: [token, `twilio:recording:${sid}:${form.RecordingStatus}`],
      sid,
      status: form.RecordingStatus ?? '',
      seconds: Number(form.RecordingDuration) || 0,
    });
  });
  callback('/conference', async ({ form, query, token }, { caller }) => {
    const type = form.StatusCallbackEvent ?? '';
    const number = form.SequenceNumber ?? `${type}:${form.CallSid ?? ''}`;
    await takeConferenceEvent(caller, {
      callId: callIdOf(query),
      keys: [token, `twilio:conference:${form.ConferenceSid}:${number}`],
      conferenceSid: z.string().min(1).max(64).parse(form.ConferenceSid),
      type,
      callSid: form.CallSid || undefined,
      label: z.uuid().safeParse(form.ParticipantLabel).data,
      callStatus: form.ParticipantCallStatus || undefined,
    });
  });
}

/**
 * Answers a question of the carrier's. Whatever goes wrong on our side, the caller hears something
 * (invariant I5): a question that cannot be decided is answered from nothing at all.
 */
export async function answerTwiml(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (hook: Webhook, request: FastifyRequest) => Promise<string>,
): Promise<FastifyReply> {
  const hook = webhookOf(request);
  try {
    return reply.type('text/xml').send(await answer(hook, request));
  } catch (error) {
    if (error instanceof AppError && error.status < 500) throw error;
    if (error instanceof z.ZodError) throw malformed(error);
    app.log.error({ err: error, route: request.routeOptions.url }, 'a caller hears the fallback');
    const again = Math.min(Number(hook.query.again) || 0, FALLBACK_ROUNDS);
    return reply.type('text/xml').send(fallbackTwiml(again));
  }
}

const spokenPrompts = z.enum(['please-hold', 'recording-notice', 'goodbye']);

/** The party that a browser of ours may join as: the user's own, in a call that goes on. */
async function ownPartOf(app: App, callId: string, userId: string) {
  const [row] = await app.db.select().from(call).where(eq(call.id, callId));
  if (row?.state !== 'connected') return null;
  const parties = present(await partiesOf(app.db, callId));
  const party = parties.find((one) => one.userId === userId && one.acceptedAt);
  if (!party) return null;
  return { row, party, coached: parties.find(({ kind }) => kind === 'agent')?.providerSid ?? null };
}

function malformed(error: z.ZodError): AppError {
  const field = error.issues[0]?.path.join('.');
  return new AppError(400, 'invalid_input', 'This web hook lacks what it must tell.', { field });
}

const RecordingForm = z.object({
  recording: z.uuid(),
  RecordingSid: z.string().min(1).max(64),
});

const CallerForm = z.object({
  CallSid: z.string().min(1).max(64),
  From: z.string().max(80).default(''),
});

function callerOf(form: Record<string, string>): { callSid: string; from: string } {
  const read = CallerForm.safeParse(form);
  if (!read.success) throw malformed(read.error);
  return { callSid: read.data.CallSid, from: read.data.From };
}

function callIdOf(query: Readonly<Record<string, string>>): string {
  const read = z.uuid().safeParse(query.call);
  if (!read.success) throw new AppError(400, 'invalid_input', 'Which call?', { field: 'call' });
  return read.data;
}
