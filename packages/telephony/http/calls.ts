import { type App, Conflict, NotFound, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, desc, eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { lines } from '../adapters/lines.ts';
import { clientToken } from '../adapters/twilio/client-token.ts';
import { offerLeg } from '../adapters/webcall/media-peer.ts';
import { answerOffer } from '../commands/answer-offer.ts';
import { commandCall } from '../commands/control/agent-command.ts';
import { superviseCall } from '../commands/control/supervisor-command.ts';
import { wrapUpCall } from '../commands/wrap-up-call.ts';
import {
  AgentCallCommand,
  CallControlSnapshot,
  CommandAnswer,
  SupervisorCallCommand,
  TransferTargets,
} from '../contract/call-control.ts';
import {
  AnsweredOffer,
  CallOfferAnswer,
  CallRow,
  CallsQuery,
  ClientToken,
  CurrentCallAnswer,
  Sdp,
  WrapUpBody,
  WrapUpCode,
} from '../contract.ts';
import { call, callParty } from '../io/tables.ts';
import { currentCall, currentCallOffer } from '../queries/agents-calls.ts';
import { callSnapshot } from '../queries/call-snapshot.ts';
import { calls, wrapUpCodes } from '../queries/calls.ts';
import { transferTargets } from '../queries/transfer-targets.ts';

const tags = ['calls'];
const params = z.strictObject({ callId: Id });
const config = { action: 'call.handle' };

/** What the agent's console does with calls, and the list of calls. */
export function callRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/calls/current',
    config,
    schema: { tags, response: { 200: CurrentCallAnswer } },
    handler: async (request) => ({ call: await currentCall(app, userOf(request)) }),
  });
  routes.route({
    method: 'GET',
    url: '/api/offers/current',
    config: { action: 'call.takeOffer' },
    schema: { tags, response: { 200: CallOfferAnswer } },
    handler: async (request) => ({ offer: await currentCallOffer(app, userOf(request)) }),
  });
  routes.route({
    method: 'POST',
    url: '/api/offers/:offerId/answer',
    config: { action: 'call.takeOffer' },
    schema: { tags, params: z.strictObject({ offerId: Id }), response: { 200: AnsweredOffer } },
    handler: (request) =>
      answerOffer(request.caller, {
        offerId: request.params.offerId,
        agentId: userOf(request),
      }),
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/leg',
    config,
    schema: { tags, params, body: Sdp, response: { 200: z.object({ sdp: z.string() }) } },
    handler: async (request) => {
      const { callId } = request.params;
      const [own] = await app.db
        .select({ row: call, party: callParty })
        .from(callParty)
        .innerJoin(call, eq(call.id, callParty.callId))
        .where(and(eq(call.id, callId), eq(callParty.userId, userOf(request))))
        .orderBy(desc(callParty.id))
        .limit(1);
      if (!own || !lines[own.row.provider].atPeer || !own.party.acceptedAt) throw new NotFound();
      const over = own.row.state !== 'connected' || own.party.state === 'left';
      if (over) throw new Conflict('call_over', 'This call is over.');
      const kind = own.party.mode ? 'supervisor' : 'agent';
      const offer = { callId, kind, sdp: request.body.sdp } as const;
      return { sdp: await offerLeg(app, own.party.id, offer) };
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/commands',
    config,
    schema: { tags, params, body: AgentCallCommand, response: { 200: CommandAnswer } },
    handler: ({ caller, body, params: { callId } }) =>
      commandCall(
        { ...caller, commandId: body.commandId },
        { callId, userId: userOf({ caller }), command: body },
      ),
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/supervision',
    config: { action: 'call.supervise' },
    schema: { tags, params, body: SupervisorCallCommand, response: { 200: CommandAnswer } },
    handler: ({ caller, body, params: { callId } }) =>
      superviseCall(
        { ...caller, commandId: body.commandId },
        { callId, userId: userOf({ caller }), command: body },
      ),
  });
  routes.route({
    method: 'GET',
    url: '/api/calls/:callId/snapshot',
    config: { action: 'call.readSnapshot' },
    schema: { tags, params, response: { 200: CallControlSnapshot } },
    handler: (request) => {
      const owner = request.scope === 'own' ? userOf(request) : null;
      return callSnapshot(app.db, request.params.callId, owner);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/transfer-targets',
    config: { action: 'call.readTransferTargets' },
    schema: { tags, response: { 200: TransferTargets } },
    handler: (request) => transferTargets(app, userOf(request)),
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
        agentId: userOf(request),
      }),
  });
  routes.route({
    method: 'POST',
    url: '/api/calls/client-token',
    config,
    schema: { tags, response: { 200: ClientToken } },
    handler: (request) => clientToken(app, userOf(request)),
  });
  routes.route({
    method: 'GET',
    url: '/api/calls',
    config: { action: 'call.list' },
    schema: { tags, querystring: CallsQuery, response: { 200: z.array(CallRow) } },
    handler: (request) =>
      calls(app, request.query, request.scope === 'own' ? userOf(request) : null),
  });
  routes.route({
    method: 'GET',
    url: '/api/wrap-up-codes',
    config: { action: 'call.readWrapUpCodes' },
    schema: { tags, response: { 200: z.array(WrapUpCode) } },
    handler: () => wrapUpCodes(app),
  });
}
