import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { holdMusicWave } from '../../domain/hold-music.ts';
import { opensSound } from '../../io/sound/sound-key.ts';
import { soundWave } from '../../queries/sounds.ts';
import { alertWebhooks } from './alert-routes.ts';
import { callWebhooks } from './call-routes.ts';
import { maskedCallWebhooks } from './masked-call-routes.ts';
import { acceptSignedForms } from './signed-webhook.ts';

const SoundFile = z.strictObject({ file: z.string().endsWith('.wav').refine(namesSound) });
const SoundQuery = z.strictObject({ key: z.string().max(64).default('') });

function namesSound(file: string): boolean {
  return Id.safeParse(file.replace(/\.wav$/, '')).success;
}

/** Everything under /telephony/twilio. */
export async function twilioRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(
    async (scope) => {
      await acceptSignedForms(scope, app);
      callWebhooks(scope, app);
      alertWebhooks(scope, app);
      maskedCallWebhooks(scope, app);
    },
    { prefix: '/telephony/twilio' },
  );
  let music: Buffer | undefined;
  server.get(
    '/telephony/twilio/hold-music.wav',
    { config: { open: 'music for waiting callers' }, schema: { hide: true } },
    (_request, reply) => {
      music ??= Buffer.from(holdMusicWave());
      return reply.type('audio/wav').header('cache-control', 'public, max-age=86400').send(music);
    },
  );
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/telephony/twilio/sounds/:file',
    config: { open: 'a sound that every caller hears; its key is checked' },
    schema: { hide: true, params: SoundFile, querystring: SoundQuery },
    handler: async ({ params, query }, reply) => {
      const soundId = params.file.replace(/\.wav$/, '');
      if (!opensSound(app, soundId, query.key)) throw new NotFound();
      const wave = await soundWave(app, soundId);
      return reply
        .type('audio/wav')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(wave);
    },
  });
}
