import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { issueOrder } from '../commands/issue-order.ts';
import {
  IssuedOrder,
  IssueOrderBody,
  NearbyOrder,
  NearbyQuery,
  OrderRow,
  OrdersQuery,
  OrderView,
  Preview,
  PreviewQuery,
} from '../contract.ts';
import { listOrders } from '../queries/list-orders.ts';
import { nearbyOrders } from '../queries/nearby-orders.ts';
import { orderView } from '../queries/order-view.ts';
import { previewOrder } from '../queries/preview-order.ts';

const tags = ['dispatch'];
const params = z.strictObject({ id: Id });

/** Issuing orders, and reading them. */
export function orderRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'POST',
    url: '/api/cases/:id/orders',
    config: { action: 'order.issue' },
    schema: { tags, params, body: IssueOrderBody, response: { 201: IssuedOrder } },
    handler: async (request, reply) => {
      const caseId = request.params.id;
      const { matterId, agencyId } = request.body;
      const issued = await issueOrder(request.caller, { ...request.body, caseId });
      const { orderId: id, number, danger, dueAt } = issued;
      return reply.code(201).send({ id, number, caseId, matterId, agencyId, danger, dueAt });
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/orders',
    config: { action: 'order.list' },
    schema: { tags, querystring: OrdersQuery, response: { 200: z.array(OrderRow) } },
    handler: (request) => listOrders(app, request.caller.actor, request.query),
  });
  routes.route({
    method: 'GET',
    url: '/api/orders/nearby',
    config: { action: 'order.nearby' },
    schema: { tags, querystring: NearbyQuery, response: { 200: z.array(NearbyOrder) } },
    handler: (request) => nearbyOrders(app, request.query),
  });
  routes.route({
    method: 'GET',
    url: '/api/dispatch/preview',
    config: { action: 'order.preview' },
    schema: { tags, querystring: PreviewQuery, response: { 200: Preview } },
    handler: (request) => previewOrder(app, request.query),
  });
  routes.route({
    method: 'GET',
    url: '/api/orders/:id',
    config: { action: 'order.read' },
    schema: { tags, params, response: { 200: OrderView } },
    handler: (request) => orderView(app, request.caller.actor, request.params.id),
  });
}
