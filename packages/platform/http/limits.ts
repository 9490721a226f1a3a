import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Limits } from '../config/limits.ts';
import { AppError } from '../errors/app-error.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What this route counts as, when anybody may knock: so many a minute from one address. */
    limit?: keyof Limits;
  }
}

const MINUTE_MS = 60_000;

/**
 * Counts requests by the caller's address on the routes that name a `limit` in their config, each
 * route apart and each process for itself; one too many is a 429 with Retry-After. A neighbourhood
 * of IPv6 addresses (/64) counts as one.
 */
export async function limitRequests(server: FastifyInstance, limits: Limits): Promise<void> {
  server.addHook('onRoute', (route) => {
    const name = route.config?.limit;
    if (!name || limits[name] === 0) return;
    route.config = { ...route.config, rateLimit: { max: limits[name], timeWindow: MINUTE_MS } };
  });
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false };
  await server.register(rateLimit, {
    global: false,
    addHeaders: { ...silent, 'x-ratelimit-reset': false, 'retry-after': false },
    addHeadersOnExceeding: { ...silent, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError(429, 'too_many_requests', 'Too many requests from here; wait a little.', {
        retryAfterSeconds: Math.ceil(ttl / 1000),
      }),
  });
}
