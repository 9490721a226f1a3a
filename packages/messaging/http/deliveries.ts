import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DeliveriesQuery, DeliveryView } from '../contract.ts';
import { deliveriesAbout } from '../queries/deliveries.ts';

/** Who was told of something, how, when, and who answered. */
export function deliveryRoutes(server: FastifyInstance, app: App): void {
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/deliveries',
    config: { action: 'delivery.list' },
    schema: {
      tags: ['messaging'],
      querystring: DeliveriesQuery,
      response: { 200: z.array(DeliveryView) },
    },
    handler: (request) => deliveriesAbout(app, request.query.refId),
  });
}
