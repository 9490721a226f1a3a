import { createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CallSnapshot,
  type CommandResult,
  type LegAnswer,
  LegOffer,
  MEDIA_SECRET_HEADER,
  MediaCommand,
  type MediaHealth,
} from '@1999/telephony/contract/media';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Calls } from './calls.ts';
import type { Config } from './config.ts';
import { UnusableOffer } from './connection.ts';
import { Refusal } from './errors.ts';
import { loopP99Ms } from './loop.ts';
import type { Outbox } from './outbox.ts';

const LegPath = z.object({ legId: z.uuid() });
const CallPath = z.object({ callId: z.uuid() });
const FilePath = z.object({
  callId: z.uuid(),
  file: z.string().regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}\.opus$/),
});

/** Where a recording's file lies. @throws ZodError for a name that none of ours has. */
function pathOf({ recordings }: Config, params: unknown): string {
  const { callId, file } = FilePath.parse(params);
  return join(recordings, callId, file);
}

const BODY_LIMIT = 200_000;

/** The commands' door. Not yet listening. */
export function buildServer(config: Config, calls: Calls, outbox: Outbox): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 2_000 },
  });
  app.setErrorHandler<FastifyError>(answerError);
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send({ code: 'not_found', message: 'no such address' }),
  );
  const expected = digest(config.secret);
  app.addHook('onRequest', async (request) => {
    const given = request.headers[MEDIA_SECRET_HEADER];
    if (typeof given !== 'string' || !timingSafeEqual(digest(given), expected)) {
      throw new Refusal(401, 'unauthorised', 'the shared secret is missing or wrong');
    }
  });

  app.post('/legs/:legId/offer', async (request): Promise<LegAnswer> => {
    const { legId } = LegPath.parse(request.params);
    return { sdp: await calls.offer(legId, LegOffer.parse(request.body)) };
  });
  app.post('/calls/:callId/commands', async (request): Promise<CommandResult> => {
    const { callId } = CallPath.parse(request.params);
    const command = MediaCommand.parse(request.body);
    await calls.command(callId, command);
    return { id: command.id, applied: true };
  });
  app.get('/calls/:callId', async (request): Promise<CallSnapshot> => {
    return calls.get(CallPath.parse(request.params).callId).snapshot();
  });
  app.get('/recordings/:callId/:file', async (request, reply) => {
    const path = pathOf(config, request.params);
    const known = await stat(path).catch(() => null);
    if (!known) throw new Refusal(404, 'recording_unknown', 'no such recording here');
    return reply
      .type('audio/ogg')
      .header('content-length', known.size)
      .send(createReadStream(path));
  });
  app.delete('/recordings/:callId/:file', async (request, reply) => {
    await rm(pathOf(config, request.params), { force: true });
    return reply.code(204).send();
  });
  app.get('/health', async () => health(calls, outbox));
  return app;
}

function health(calls: Calls, outbox: Outbox): MediaHealth {
  const all = calls.all();
  const sum = (count: (call: (typeof all)[number]) => number) =>
    all.reduce((total, call) => total + count(call), 0);
  const { waiting, delivered, dropped } = outbox;
  return {
    peerId: outbox.peerId,
    calls: all.length,
    legs: sum((call) => call.table.size),
    connected: sum((call) => [...call.legs.values()].filter((leg) => leg.ready).length),
    playing: sum((call) => call.playing),
    recording: sum((call) => call.recordings.size),
    events: { waiting, delivered, dropped },
    memoryMb: Math.round(process.memoryUsage.rss() / 1e5) / 10,
    loopP99Ms: loopP99Ms(),
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

function answerError(
  error: FastifyError,
  _: unknown,
  reply: { code(status: number): { send(body: unknown): unknown } },
) {
  if (error instanceof Refusal) {
    const { code, message, field } = error;
    return reply.code(error.status).send({ code, message, field });
  }
  if (error instanceof z.ZodError) {
    const issue = error.issues[0];
    const field = issue?.path.join('.') || undefined;
    return reply.code(400).send({ code: 'invalid', message: issue?.message ?? 'invalid', field });
  }
  if (error instanceof UnusableOffer) {
    return reply.code(400).send({ code: 'unusable_offer', message: error.message, field: 'sdp' });
  }
  const status = error.statusCode ?? 500;
  const message = status < 500 ? error.message : 'the media peer failed';
  return reply.code(status).send({ code: status < 500 ? 'invalid' : 'internal', message });
}
