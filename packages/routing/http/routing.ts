import { type App, Forbidden } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { declineOffer } from '../commands/decline-offer.ts';
import { noteSignOfLife } from '../commands/note-sign-of-life.ts';
import { setAgentState } from '../commands/set-agent-state.ts';
import { AgentPresence, AgentState, ChooseState, LiveQueue } from '../contract.ts';
import { agentNow, agentsNow } from '../queries/agents-now.ts';
import { liveQueue } from '../queries/live-queue.ts';

const tags = ['routing'];

/** Agents' states, the queue, and declining what rings. */
export function routingRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/agents/me/state',
    config: { action: 'agent.readOwnState' },
    schema: { tags, response: { 200: AgentPresence } },
    handler: (request) => agentNow(app.db, app.clock.now(), ownId(request)),
  });
  routes.route({
    method: 'PUT',
    url: '/api/agents/me/state',
    config: { action: 'agent.setOwnState' },
    schema: { tags, body: ChooseState, response: { 200: AgentPresence } },
    handler: async (request) => {
      const agentId = ownId(request);
      await setAgentState(request.caller, { ...request.body, agentId });
      return agentNow(app.db, app.clock.now(), agentId);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/agents/me/sign-of-life',
    config: { action: 'agent.setOwnState' },
    schema: { tags, response: { 200: z.object({ state: AgentState }) } },
    handler: (request) => noteSignOfLife(request.caller, { agentId: ownId(request) }),
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
        agentId: ownId(request),
      }),
  });
}

function ownId(request: FastifyRequest): string {
  const { actor } = request.caller;
  if (actor.kind !== 'user') throw new Forbidden();
  return actor.id;
}
