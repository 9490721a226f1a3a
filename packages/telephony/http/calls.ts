import { type App, Conflict, Forbidden, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { clientToken } from '../adapters/twilio/client-token.ts';
import { offerLeg } from '../adapters/webcall/media-peer.ts';
import { answerOffer } from '../commands/answer-offer.ts';
import { endCall } from '../commands/end-call.ts';
import { holdCall } from '../commands/hold-call.ts';
import { wrapUpCall } from '../commands/wrap-up-call.ts';
import {
  AnsweredOffer,
  CallOfferAnswer,
  CallRow,
  CallState,
  CallsQuery,
  ClientToken,
  CurrentCallAnswer,
  Sdp,
  WrapUpBody,
  WrapUpCode,
} from '../contract.ts';
import { call } from '../io/tables.ts';
import { currentCall, currentCallOffer } from '../queries/agents-calls.ts';
import { calls, wrapUpCodes } from '../queries/calls.ts';

const tags = ['calls'];
const params = z.strictObject({ callId: Id });
const config = { action: 'call.handle' };
const hold = z.object({ onHold: z.boolean() });

/** What the agent's console does with calls, and the list of calls. */
export function callRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/calls/current',
    config,
    schema: { tags, response: { 200: CurrentCallAnswer } },
    handler: async (request) => ({ call: await currentCall(app, agentOf(request)) }),
  });
  routes.route({
    method: 'GET',
    url: '/api/offers/current',
    config,
    schema: { tags, response: { 200: CallOfferAnswer } },
    handler: async (request) => ({ offer: await currentCallOffer(app, agentOf(request)) }),
  });
  routes.route({
    method: 'POST',
    url: '/api/offers/:offerId/answer',
    config,
    schema: { tags, params: z.strictObject({ offerId: Id }), response: { 200: AnsweredOffer } },
    handler: (request) =>
      answerOffer(request.caller, {
        offerId: request.params.offerId,
        agentId: agentOf(request),
      }),
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/leg',
    config,
    schema: { tags, params, body: Sdp, response: { 200: z.object({ sdp: z.string() }) } },
    handler: async (request) => {
      const { callId } = request.params;
      const [row] = await app.db
        .select()
        .from(call)
        .where(and(eq(call.id, callId), eq(call.agentId, agentOf(request))));
      if (!row?.agentLegId || row.provider !== 'webcall') throw new NotFound();
      if (row.state !== 'connected') throw new Conflict('call_over', 'This call is over.');
      const offer = { callId, kind: 'agent', sdp: request.body.sdp } as const;
      return { sdp: await offerLeg(app, row.agentLegId, offer) };
    },
  });
  for (const onHold of [true, false]) {
    routes.route({
      method: 'POST',
      url: `/api/calls/:callId/${onHold ? 'hold' : 'resume'}`,
      config,
      schema: { tags, params, response: { 200: hold } },
      handler: (request) =>
        holdCall(request.caller, {
          callId: request.params.callId,
          agentId: agentOf(request),
          onHold,
        }),
    });
  }
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/end',
    config,
    schema: { tags, params, response: { 200: z.object({ state: CallState }) } },
    handler: (request) =>
      endCall(request.caller, { callId: request.params.callId, agentId: agentOf(request) }),
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/wrap-up',
    config,
    schema: { tags, params, body: WrapUpBody, response: { 200: z.object({ code: z.string() }) } },
    handler: (request) =>
      wrapUpCall(request.caller, {
        ...request.body,
        callId: request.params.callId,
        agentId: agentOf(request),
      }),
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/client-token',
    config,
    schema: { tags, response: { 200: ClientToken } },
    handler: (request) => clientToken(app, agentOf(request)),
  });
  routes.route({
    method: 'GET',
    url: '/api/calls',
    config: { action: 'call.list' },
    schema: { tags, querystring: CallsQuery, response: { 200: z.array(CallRow) } },
    handler: (request) =>
      calls(app, request.query, request.scope === 'own' ? agentOf(request) : null),
  });
  routes.route({
    method: 'GET',
    url: '/api/wrap-up-codes',
    config: { action: 'call.readWrapUpCodes' },
    schema: { tags, response: { 200: z.array(WrapUpCode) } },
    handler: () => wrapUpCodes(app),
  });
}

function agentOf(request: FastifyRequest): string {
  const { actor } = request.caller;
  if (actor.kind !== 'user') throw new Forbidden();
  return actor.id;
}
