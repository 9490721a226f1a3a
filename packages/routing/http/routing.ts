import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changeRules } from '../commands/change-rules.ts';
import { declineOffer } from '../commands/decline-offer.ts';
import { extendWrapUp } from '../commands/extend-wrap-up.ts';
import { noteSignOfLife } from '../commands/note-sign-of-life.ts';
import { releaseAgent } from '../commands/release-agent.ts';
import { setAgentState } from '../commands/set-agent-state.ts';
import {
  AgentPresence,
  AgentState,
  ChooseState,
  ExtendWrapUp,
  LiveQueue,
  ReleaseAgent,
  RoutingRules,
  RoutingRulesView,
  StateReason,
  WaitingCounts,
} from '../contract.ts';
import { rulesVersion } from '../io/rules.ts';
import { agentNow, agentsNow } from '../queries/agents-now.ts';
import { liveQueue } from '../queries/live-queue.ts';
import { stateReasons } from '../queries/state-reasons.ts';
import { waitingCounts } from '../queries/waiting-counts.ts';

const tags = ['routing'];

/** Agents' states, the queue, and declining what rings. */
export function routingRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/agents/me/state',
    config: { action: 'agent.readOwnState' },
    schema: { tags, response: { 200: AgentPresence } },
    handler: (request) => agentNow(app.db, app.clock.now(), userOf(request)),
  });
  routes.route({
    method: 'PUT',
    url: '/api/agents/me/state',
    config: { action: 'agent.setOwnState' },
    schema: { tags, body: ChooseState, response: { 200: AgentPresence } },
    handler: async (request) => {
      const agentId = userOf(request);
      await setAgentState(request.caller, { ...request.body, agentId });
      return agentNow(app.db, app.clock.now(), agentId);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/agents/me/sign-of-life',
    config: { action: 'agent.setOwnState' },
    schema: { tags, response: { 200: z.object({ state: AgentState }) } },
    handler: (request) => noteSignOfLife(request.caller, { agentId: userOf(request) }),
  });
  routes.route({
    method: 'POST',
    url: '/api/agents/me/wrap-up/extension',
    config: { action: 'agent.extendWrapUp' },
    schema: { tags, body: ExtendWrapUp, response: { 200: AgentPresence } },
    handler: async (request) => {
      const agentId = userOf(request);
      await extendWrapUp(request.caller, { ...request.body, agentId });
      return agentNow(app.db, app.clock.now(), agentId);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/agents/:agentId/release',
    config: { action: 'agent.release' },
    schema: {
      tags,
      params: z.strictObject({ agentId: Id }),
      body: ReleaseAgent,
      response: { 200: AgentPresence },
    },
    handler: async ({ caller, params, body }) => {
      await releaseAgent(caller, { ...params, ...body });
      return agentNow(app.db, app.clock.now(), params.agentId);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/agent-state-reasons',
    config: { action: 'agent.reasons' },
    schema: { tags, response: { 200: z.array(StateReason) } },
    handler: () => stateReasons(app.db),
  });
  routes.route({
    method: 'GET',
    url: '/api/routing-rules',
    config: { action: 'routingRules.read' },
    schema: { tags, response: { 200: RoutingRulesView } },
    handler: () => rulesVersion(app.db),
  });
  routes.route({
    method: 'PUT',
    url: '/api/routing-rules',
    config: { action: 'routingRules.change' },
    schema: {
      tags,
      body: z.strictObject({ basedOn: z.int().min(0), rules: RoutingRules }),
      response: { 200: RoutingRulesView },
    },
    handler: async (request) => {
      await changeRules(request.caller, request.body);
      return rulesVersion(app.db);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/agents',
    config: { action: 'agent.list' },
    schema: { tags, response: { 200: z.array(AgentPresence) } },
    handler: () => agentsNow(app.db),
  });
  routes.route({
    method: 'GET',
    url: '/api/queue',
    config: { action: 'queue.read' },
    schema: { tags, response: { 200: LiveQueue } },
    handler: () => liveQueue(app),
  });
  routes.route({
    method: 'GET',
    url: '/api/queue/counts',
    config: { action: 'queue.read' },
    schema: { tags, response: { 200: WaitingCounts } },
    handler: () => waitingCounts(app.db),
  });
  routes.route({
    method: 'POST',
    url: '/api/offers/:offerId/decline',
    config: { action: 'offer.decline' },
    schema: {
      tags,
      params: z.strictObject({ offerId: Id }),
      response: { 200: z.object({ declined: z.boolean() }) },
    },
    handler: (request) =>
      declineOffer(request.caller, {
        offerId: request.params.offerId,
        agentId: userOf(request),
      }),
  });
}
