import { Readable } from 'node:stream';
import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { soundOf } from '../adapters/recorded-sound.ts';
import { policyNow } from '../commands/control/record.ts';
import { noteListening, setRecordingPolicy } from '../commands/recordings.ts';
import {
  ListenQuery,
  RecordingPolicy,
  RecordingView,
  SetRecordingPolicy,
} from '../contract/recording.ts';
import { fileOf, recordingsOf } from '../queries/recordings.ts';

const tags = ['recordings'];
const listen = { action: 'recording.listen' };

/** Recordings of calls: who may, hears them, and the journal knows. */
export function recordingRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/calls/:callId/recordings',
    config: listen,
    schema: {
      tags,
      params: z.strictObject({ callId: Id }),
      response: { 200: z.array(RecordingView) },
    },
    handler: (request) => recordingsOf(app, request.params.callId),
  });
  routes.route({
    method: 'GET',
    url: '/api/recordings/:recordingId/audio',
    config: listen,
    schema: {
      tags,
      params: z.strictObject({ recordingId: Id }),
      querystring: ListenQuery,
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      const { party, purpose } = request.query;
      const { row, file } = await fileOf(app, recordingId, party);
      const sound = await soundOf(app, row, file);
      const userId = userOf(request);
      const { actor } = request.caller;
      await noteListening({ app, actor }, { recordingId, callId: row.callId, userId, purpose });
      return reply
        .type(sound.type)
        .header('cache-control', 'no-store')
        .send(Readable.fromWeb(sound.body as Parameters<typeof Readable.fromWeb>[0]));
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/recording-policy',
    config: { action: 'recording.readPolicy' },
    schema: { tags, response: { 200: RecordingPolicy } },
    handler: async () => {
      const { version, recordAll, keepDays, setAt } = await policyNow({ tx: app.db });
      return { version, recordAll, keepDays, setAt: setAt.toString() };
    },
  });
  routes.route({
    method: 'PUT',
    url: '/api/recording-policy',
    config: { action: 'recording.setPolicy' },
    schema: { tags, body: SetRecordingPolicy, response: { 200: RecordingPolicy } },
    handler: (request) =>
      setRecordingPolicy(request.caller, { ...request.body, userId: userOf(request) }),
  });
}
