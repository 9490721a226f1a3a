import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { ForecastQuery, QueueForecast } from '../contract.ts';
import { queueForecast } from '../queries/queue-forecast.ts';

/** The forecast of waits, and the seats it asks for. */
export function forecastRoutes(server: FastifyInstance, app: App): void {
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/queue/forecast',
    config: { action: 'queue.forecast' },
    schema: { tags: ['routing'], querystring: ForecastQuery, response: { 200: QueueForecast } },
    handler: ({ query }) => queueForecast(app, query.hours),
  });
}
