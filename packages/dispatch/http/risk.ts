import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { RiskModelView } from '../contract.ts';
import { riskModelView } from '../queries/risk-model.ts';

/** Whether chances of missing are shown, why not, and how well they held. */
export function riskRoutes(server: FastifyInstance, app: App): void {
  server.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/dispatch/risk',
    config: { action: 'risk.read' },
    schema: { tags: ['dispatch'], response: { 200: RiskModelView } },
    handler: () => riskModelView(app.db),
  });
}
