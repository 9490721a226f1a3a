import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors/app-error.ts';
import type { App } from '../module/app.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** From now on /ready answers 503; everything else is still served. */
    leave(): void;
  }
}

/** What a load balancer and a monitoring system ask: /live, /ready, /metrics; and /api/time. */
export function operations(server: FastifyInstance, app: App): void {
  let leaving = false;
  const leave = () => {
    leaving = true;
  };
  server.decorate('leave', leave);
  server.addHook('preClose', async () => leave());
  const open = { config: { open: 'operations' }, schema: { hide: true } };
  server.get('/live', open, () => ({ live: true }));
  server.get('/ready', open, async () => {
    if (leaving) throw new AppError(503, 'closing', 'This process is shutting down.');
    await app.sql`select 1`;
    return { ready: true };
  });
  server.get('/metrics', open, async (_request, reply) => {
    reply.header('content-type', app.meters.contentType);
    return app.meters.metrics();
  });
  server.get('/api/time', open, () => ({ now: app.clock.now().toString() }));
}
