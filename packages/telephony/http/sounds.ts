import { type App, oneFileOf, takesOneFile, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { uploadSound } from '../commands/upload-sound.ts';
import { MOST_SOUND_BYTES, SoundView } from '../contract/sound.ts';
import { prepareSound } from '../io/sound/prepare-sound.ts';
import { soundView, soundWave } from '../queries/sounds.ts';

const tags = ['call flow'];
const params = z.strictObject({ soundId: Id });

/**
 * Sounds in place of spoken words: uploaded, then named by a draft of the flow. `POST` takes
 * multipart/form-data with one part named `file`.
 */
export async function soundRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(async (scope) => {
    await takesOneFile(scope, MOST_SOUND_BYTES);
    const routes = scope.withTypeProvider<ZodTypeProvider>();
    routes.route({
      method: 'POST',
      url: '/api/ivr/sounds',
      config: { action: 'ivr.edit' },
      schema: { tags, consumes: ['multipart/form-data'], response: { 201: SoundView } },
      handler: async (request, reply) => {
        const sound = await prepareSound(await oneFileOf(request, MOST_SOUND_BYTES));
        const { soundId } = await uploadSound(request.caller, { sound, userId: userOf(request) });
        return reply.code(201).send(await soundView(app, soundId));
      },
    });
    routes.route({
      method: 'GET',
      url: '/api/ivr/sounds/:soundId',
      config: { action: 'ivr.read' },
      schema: { tags, params, response: { 200: SoundView } },
      handler: ({ params: { soundId } }) => soundView(app, soundId),
    });
    routes.route({
      method: 'GET',
      url: '/api/ivr/sounds/:soundId/audio',
      config: { action: 'ivr.read' },
      schema: { tags, params },
      handler: async ({ params: { soundId } }, reply) => {
        const wave = await soundWave(app, soundId);
        return reply.type('audio/wav').header('cache-control', 'private, max-age=3600').send(wave);
      },
    });
  });
}
