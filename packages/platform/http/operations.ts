import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors/app-error.ts';
import type { App } from '../module/app.ts';

/** What a load balancer and a monitoring system ask: /live, /ready, /metrics; and /api/time. */
export function operations(server: FastifyInstance, app: App): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  const open = { config: { open: 'operations' }, schema: { hide: true } };
  server.get('/live', open, () => ({ live: true }));
  server.get('/ready', open, async () => {
    if (closing) throw new AppError(503, 'closing', 'This process is shutting down.');
    await app.sql`select 1`;
    return { ready: true };
  });
  server.get('/metrics', open, async (_request, reply) => {
    reply.header('content-type', app.meters.contentType);
    return app.meters.metrics();
  });
  server.get('/api/time', open, () => ({ now: app.clock.now().toString() }));
}
