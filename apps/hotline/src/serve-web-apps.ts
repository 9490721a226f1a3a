import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, NotFound } from '@1999/platform';
import proxy from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const APPS = join(import.meta.dirname, '../..');

/** Where each web app is served. */
const WEB_APPS = [
  { prefix: '/console', folder: 'agent-console' },
  { prefix: '/agency', folder: 'agency' },
  { prefix: '/supervisor', folder: 'supervisor' },
  { prefix: '', folder: 'citizen' },
] as const;

/** Paths that are never a page of the citizens' app, which stands at the root. */
const NOT_PAGES = /^\/(api|telephony|open311|phone|socket\.io)(\/|$)|\.[a-z0-9]+$/i;

/**
 * Serves the built web apps, each with its index page for every path below it that is no file, and
 * hands /phone to the local carrier where one runs.
 */
export async function serveWebApps(server: FastifyInstance, app: App): Promise<void> {
  for (const { prefix, folder } of WEB_APPS) {
    const root = join(APPS, folder, 'dist');
    if (existsSync(join(root, 'index.html'))) await serveApp(server, prefix, root);
    else app.log.warn({ folder }, 'this web app is not built; npm start builds it');
  }
  const carrier = app.config.demo ? app.config.twilio.apiUrl : undefined;
  if (carrier) {
    await server.register(async (scope) => {
      openToAll(scope, 'the demo telephone');
      await scope.register(proxy, { upstream: carrier, prefix: '/phone', rewritePrefix: '/phone' });
      // The agents' browsers reach the carrier's client here, as Twilio's would reach Twilio.
      await scope.register(proxy, {
        upstream: carrier,
        prefix: '/phone/client',
        rewritePrefix: '/client',
      });
    });
  }
}

async function serveApp(server: FastifyInstance, prefix: string, root: string): Promise<void> {
  const index = await readFile(join(root, 'index.html'));
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!prefix && NOT_PAGES.test(request.url.split('?')[0] ?? '')) throw new NotFound();
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(index);
  };
  await server.register(async (scope) => {
    openToAll(scope, 'static files of a web app');
    await scope.register(fastifyStatic, {
      root,
      prefix: `${prefix}/`,
      wildcard: false,
      decorateReply: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    scope.get(prefix || '/', page);
    scope.get(`${prefix}/*`, page);
  });
}

function openToAll(scope: FastifyInstance, why: string): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, open: why };
    route.schema = { ...route.schema, hide: true };
  });
}
