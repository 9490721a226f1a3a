import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addNuisance,
  endIncident,
  liftNuisance,
  publishFlow,
  setIncident,
} from '../commands/ivr.ts';
import {
  AddNuisance,
  FlowPreview,
  FlowVersion,
  IncidentAnswer,
  NuisanceEntry,
  PreviewFacts,
  PreviewFlow,
  PublishFlow,
  SetIncident,
} from '../contract/ivr.ts';
import { problemsOfFlow } from '../domain/ivr/check-flow.ts';
import { previewFlow } from '../domain/ivr/preview.ts';
import { flowVersions, incidentNow, nuisanceList } from '../queries/ivr.ts';

const tags = ['call flow'];
const read = { action: 'ivr.read' };
const edit = { action: 'ivr.edit' };

/** What supervisors set up for callers: the call flow, the incident mode, the nuisance list. */
export function ivrRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/ivr/flows',
    config: read,
    schema: { tags, response: { 200: z.array(FlowVersion) } },
    handler: () => flowVersions(app),
  });
  routes.route({
    method: 'POST',
    url: '/api/ivr/flows',
    config: edit,
    schema: { tags, body: PublishFlow, response: { 200: z.object({ version: z.int() }) } },
    handler: (request) => publishFlow(request.caller, { ...request.body, userId: userOf(request) }),
  });
  routes.route({
    method: 'POST',
    url: '/api/ivr/preview',
    config: read,
    schema: { tags, body: PreviewFlow, response: { 200: FlowPreview } },
    handler: async ({ body: { flow, keys, facts } }) => {
      const problems = problemsOfFlow(flow);
      const nothing = { turns: [], arrivedAt: 'nowhere', language: null, topic: null };
      if (problems.length > 0) return { problems, ...nothing };
      const { at, incident, ...assumed } = PreviewFacts.parse(facts ?? {});
      const now = at ? Temporal.Instant.from(at) : app.clock.now();
      const notice = incident ? ((await incidentNow(app))?.notice ?? sampleNotice) : null;
      return { problems, ...previewFlow(flow, keys, { ...assumed, now, incident: notice }) };
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/ivr/incident',
    config: read,
    schema: { tags, response: { 200: IncidentAnswer } },
    handler: async () => ({ incident: await incidentNow(app) }),
  });
  routes.route({
    method: 'PUT',
    url: '/api/ivr/incident',
    config: edit,
    schema: { tags, body: SetIncident, response: { 200: z.object({ incidentId: Id }) } },
    handler: (request) => setIncident(request.caller, { ...request.body, userId: userOf(request) }),
  });
  routes.route({
    method: 'DELETE',
    url: '/api/ivr/incident',
    config: edit,
    schema: { tags, response: { 200: z.object({ ended: z.boolean() }) } },
    handler: (request) => endIncident(request.caller, { userId: userOf(request) }),
  });
  routes.route({
    method: 'GET',
    url: '/api/nuisance',
    config: read,
    schema: { tags, response: { 200: z.array(NuisanceEntry) } },
    handler: () => nuisanceList(app),
  });
  routes.route({
    method: 'POST',
    url: '/api/nuisance',
    config: edit,
    schema: { tags, body: AddNuisance, response: { 200: z.object({ nuisanceId: Id }) } },
    handler: (request) => addNuisance(request.caller, { ...request.body, userId: userOf(request) }),
  });
  routes.route({
    method: 'DELETE',
    url: '/api/nuisance/:nuisanceId',
    config: edit,
    schema: {
      tags,
      params: z.strictObject({ nuisanceId: Id }),
      response: { 200: z.object({ lifted: z.boolean() }) },
    },
    handler: (request) =>
      liftNuisance(request.caller, {
        nuisanceId: request.params.nuisanceId,
        userId: userOf(request),
      }),
  });
}

const sampleNotice = {
  zh: '（事件通報語）',
  en: '(the notice of the incident)',
};
