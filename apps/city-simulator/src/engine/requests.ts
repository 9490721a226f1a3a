import { z } from 'zod';

/**
 * The requests that this engine answers, with the parameters that Asterisk's own description of its
 * REST interface (rest-api/api-docs of Asterisk 22) has for them: another one is a mistake.
 */
const Id = z.string().regex(/^[\w.-]+$/);
const nothing = z.strictObject({});
const whole = z.coerce.number().int();

export const requests = {
  listChannels: { method: 'GET', path: '/channels', query: nothing },
  originate: {
    method: 'POST',
    path: '/channels',
    query: z.strictObject({
      endpoint: z.string(),
      app: z.string().optional(),
      appArgs: z.string().optional(),
      callerId: z.string().optional(),
      timeout: whole.optional(),
      channelId: Id.optional(),
      formats: z.string().optional(),
    }),
  },
  externalMedia: {
    method: 'POST',
    path: '/channels/externalMedia',
    query: z.strictObject({
      app: z.string(),
      external_host: z.string().regex(/^.+:\d+$/),
      format: z.string(),
      channelId: Id.optional(),
      encapsulation: z.enum(['rtp', 'audiosocket', 'none']).optional(),
      transport: z.enum(['udp', 'tcp', 'websocket']).optional(),
      connection_type: z.enum(['client', 'server']).optional(),
      direction: z.literal('both').optional(),
    }),
  },
  getChannel: { method: 'GET', path: '/channels/:channelId', query: nothing },
  hangUp: {
    method: 'DELETE',
    path: '/channels/:channelId',
    query: z.strictObject({ reason_code: z.string().optional(), reason: z.string().optional() }),
  },
  answer: { method: 'POST', path: '/channels/:channelId/answer', query: nothing },
  goOn: {
    method: 'POST',
    path: '/channels/:channelId/continue',
    query: z.strictObject({
      context: z.string().optional(),
      extension: z.string().optional(),
      priority: whole.optional(),
      label: z.string().optional(),
    }),
  },
  getVariable: {
    method: 'GET',
    path: '/channels/:channelId/variable',
    query: z.strictObject({ variable: z.string() }),
  },
  createBridge: {
    method: 'POST',
    path: '/bridges/:bridgeId',
    query: z.strictObject({ type: z.string().optional(), name: z.string().optional() }),
  },
  getBridge: { method: 'GET', path: '/bridges/:bridgeId', query: nothing },
  destroyBridge: { method: 'DELETE', path: '/bridges/:bridgeId', query: nothing },
  addChannel: {
    method: 'POST',
    path: '/bridges/:bridgeId/addChannel',
    query: z.strictObject({ channel: z.string(), role: z.string().optional() }),
  },
  ping: { method: 'GET', path: '/asterisk/ping', query: nothing },
} as const;
