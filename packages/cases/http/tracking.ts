import { type App, NotFound, signCapability } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { trackCase } from '../commands/track-case.ts';
import { PublicStatus, TrackBody, Tracked } from '../contract.ts';
import { holdToScope } from '../queries/case-access.ts';
import { publicStatus } from '../queries/public-status.ts';

const TOKEN_SECONDS = 3600;
const tags = ['tracking'];

/** How far a case is, for the citizen who holds its number and six digits. */
export function trackingRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'POST',
    url: '/api/track',
    config: { action: 'case.track' },
    schema: { body: TrackBody, response: { 200: Tracked }, tags },
    handler: async (request, reply) => {
      const { actor } = request.caller;
      const address = request.ip.slice(0, 100);
      const found = await trackCase({ app, actor }, { ...request.body, address });
      if (!found) throw new NotFound();
      const token = signCapability(server, 'case', found.caseId, TOKEN_SECONDS);
      reply.header('cache-control', 'no-store');
      return { ...(await publicStatus(app.db, found.caseId)), token };
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/cases/:id/status',
    config: { action: 'case.status' },
    schema: { params: z.strictObject({ id: Id }), response: { 200: PublicStatus }, tags },
    handler: async ({ params, scope, caller: { actor } }) => {
      await holdToScope(app, scope, actor, params.id);
      return publicStatus(app.db, params.id);
    },
  });
}
