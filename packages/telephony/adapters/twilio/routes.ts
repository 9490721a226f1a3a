import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import { holdMusicWave } from '../../domain/hold-music.ts';
import { alertWebhooks } from './alert-routes.ts';
import { callWebhooks } from './call-routes.ts';
import { maskedCallWebhooks } from './masked-call-routes.ts';
import { acceptSignedForms } from './signed-webhook.ts';

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
}
