import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { importPlaceMarks } from '../commands/import-place-marks.ts';
import { ImportPlaceMarks, PlaceMark, PlaceMarkQuery, Script } from '../contract.ts';
import scripts from '../data/scripts.json' with { type: 'json' };
import { findPlaceMarks } from '../queries/place-marks.ts';

const tags = ['cases'];
const allScripts = z.array(Script).parse(scripts);

/** What an agent has at hand while somebody tells: scripts, and the places people name. */
export function deskRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/scripts',
    config: { action: 'script.read' },
    schema: { response: { 200: z.array(Script) }, tags },
    handler: async () => allScripts,
  });

  routes.route({
    method: 'GET',
    url: '/api/place-marks',
    config: { action: 'placeMark.search' },
    schema: { querystring: PlaceMarkQuery, response: { 200: z.array(PlaceMark) }, tags },
    handler: ({ query }) => findPlaceMarks(app.db, query.q),
  });

  routes.route({
    method: 'PUT',
    url: '/api/place-marks',
    config: { action: 'placeMark.import' },
    schema: { body: ImportPlaceMarks, response: { 200: z.object({ count: z.int() }) }, tags },
    handler: ({ caller, body }) => importPlaceMarks(caller, body),
  });
}
