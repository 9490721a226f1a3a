import { createHash, timingSafeEqual } from 'node:crypto';
import { type App, Unauthorised } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { takeMediaEvent } from '../commands/take-media-event.ts';
import { MEDIA_SECRET_HEADER, MediaEventBatch } from '../contract/media.ts';
import { soundOpus } from '../queries/sounds.ts';

/**
 * The media peer's own door: where it reports, repeating a batch until it is answered 2xx, and
 * where it fetches the sounds that callers hear in place of words.
 */
export function mediaEventRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const config = { open: 'the shared secret is checked before anything else' };
  const onRequest = async (request: FastifyRequest) => {
    const given = request.headers[MEDIA_SECRET_HEADER];
    const known = typeof given === 'string' && same(given, app.config.secrets.media);
    if (!known) throw new Unauthorised('media_secret', 'The shared secret is missing or wrong.');
    request.caller = { app, actor: { kind: 'carrier', id: 'media' } };
  };
  routes.route({
    method: 'GET',
    url: '/telephony/media/sounds/:soundId',
    config,
    schema: { hide: true, params: z.strictObject({ soundId: Id }) },
    onRequest,
    handler: async ({ params }, reply) => {
      const opus = await soundOpus(app, params.soundId);
      return reply.type('audio/ogg').send(opus);
    },
  });
  routes.route({
    method: 'POST',
    url: '/telephony/media/events',
    config,
    schema: { hide: true, body: MediaEventBatch },
    onRequest,
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
