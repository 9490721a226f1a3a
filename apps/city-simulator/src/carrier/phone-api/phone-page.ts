import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const built = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** The built /phone page; says how to build it when it is not there. */
export async function phonePage(app: FastifyInstance) {
  if (!existsSync(`${built}index.html`)) {
    app.get('/phone/', async (_request, reply) =>
      reply.code(503).type('text/plain; charset=utf-8').send('示範電話尚未建置。npm run build\n'),
    );
    return;
  }
  app.register(fastifyStatic, { root: built, prefix: '/phone/', redirect: false, wildcard: true });
}
