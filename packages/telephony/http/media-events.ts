import { createHash, timingSafeEqual } from 'node:crypto';
import { type App, Unauthorised } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { takeMediaEvent } from '../commands/take-media-event.ts';
import { MEDIA_SECRET_HEADER, MediaEventBatch } from '../contract/media.ts';

/** Where our own media peer reports; it repeats a batch until it is answered 2xx. */
export function mediaEventRoutes(server: FastifyInstance, app: App): void {
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/telephony/media/events',
    config: { open: 'the shared secret is checked before anything else' },
    schema: { hide: true, body: MediaEventBatch },
    onRequest: async (request) => {
      const given = request.headers[MEDIA_SECRET_HEADER];
      const known = typeof given === 'string' && same(given, app.config.secrets.media);
      if (!known) throw new Unauthorised('media_secret', 'The shared secret is missing or wrong.');
      request.caller = { app, actor: { kind: 'carrier', id: 'media' } };
    },
    handler: async (request, reply) => {
      for (const event of request.body.events) await takeMediaEvent(request.caller, event);
      return reply.code(204).send();
    },
  });
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
