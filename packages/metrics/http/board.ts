import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Board } from '../contract.ts';
import { board } from '../queries/board.ts';

/** The board for a page that has just opened; afterwards it is pushed. */
export function boardRoutes(server: FastifyInstance, app: App): void {
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/board',
    config: { action: 'board.read' },
    schema: { tags: ['metrics'], response: { 200: Board } },
    handler: () => board(app),
  });
}
