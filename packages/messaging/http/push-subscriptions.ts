import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { endDevice } from '../commands/end-device.ts';
import { recordDelivery } from '../commands/record-delivery.ts';
import { subscribeDevice } from '../commands/subscribe-device.ts';
import {
  EndPushSubscriptionBody,
  PushKey,
  PushReceiptBody,
  PushSubscriptionBody,
} from '../contract.ts';
import { publicPushKey } from '../io/push-keys.ts';
import { readPushReceipt } from '../io/push-receipt.ts';

const tags = ['messaging'];
const url = '/api/push-subscriptions';
const config = { action: 'device.subscribe' };

/** The browsers of agencies' people, as their app subscribes them and takes them off. */
export function pushSubscriptionRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/push-key',
    config,
    schema: { response: { 200: PushKey }, tags },
    handler: async () => {
      const publicKey = await publicPushKey(app);
      if (!publicKey) throw new NotFound();
      return { publicKey };
    },
  });

  routes.route({
    method: 'POST',
    url,
    config,
    schema: {
      body: PushSubscriptionBody,
      response: { 201: z.strictObject({ deviceId: Id }) },
      tags,
    },
    handler: async ({ body, caller }, reply) =>
      reply.code(201).send(await subscribeDevice(caller, body)),
  });

  routes.route({
    method: 'POST',
    url: '/api/push-receipts',
    config: { action: 'device.receipt', limit: 'publicWrite' },
    schema: { body: PushReceiptBody, response: { 204: z.null() }, tags },
    handler: async ({ body, caller }, reply) => {
      const deliveryId = readPushReceipt(app, body.receipt);
      if (!deliveryId) throw new NotFound();
      await recordDelivery(caller, { deliveryId, outcome: 'delivered' });
      return reply.code(204).send(null);
    },
  });

  routes.route({
    method: 'DELETE',
    url,
    config,
    schema: { body: EndPushSubscriptionBody, response: { 204: z.null() }, tags },
    handler: async ({ body: { endpoint }, caller }, reply) => {
      const userId = caller.actor.id ?? undefined;
      await endDevice(caller, { endpoint, reason: 'turnedOff', userId });
      return reply.code(204).send(null);
    },
  });
}
