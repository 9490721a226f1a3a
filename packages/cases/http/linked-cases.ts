import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { linkCase, unlinkCase } from '../commands/link-case.ts';
import { FindCaseQuery, FoundCases, LinkCaseBody } from '../contract.ts';
import { readCaseNumber } from '../domain/case-number.ts';
import { casesLinkedTo, casesOfNumber } from '../queries/citizen-history.ts';

const tags = ['cases'];
const ContactParams = z.strictObject({ id: Id });
const link = { action: 'case.link' };

/** A case that is there already: found by its number, and linked to a call or a chat. */
export function linkedCaseRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/cases',
    config: { action: 'case.find' },
    schema: { tags, querystring: FindCaseQuery, response: { 200: FoundCases } },
    handler: async ({ query }) => {
      const number = readCaseNumber(query.number);
      return number ? casesOfNumber(app.db, number) : [];
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/contacts/:id/cases',
    config: link,
    schema: { tags, params: ContactParams, response: { 200: FoundCases } },
    handler: ({ params }) => casesLinkedTo(app.db, params.id),
  });
  routes.route({
    method: 'POST',
    url: '/api/contacts/:id/cases',
    config: link,
    schema: {
      tags,
      params: ContactParams,
      body: LinkCaseBody,
      response: { 200: z.strictObject({ number: z.string() }) },
    },
    handler: (request) =>
      linkCase(request.caller, {
        contactId: request.params.id,
        ...request.body,
        userId: userOf(request),
      }),
  });
  routes.route({
    method: 'DELETE',
    url: '/api/contacts/:id/cases/:caseId',
    config: link,
    schema: {
      tags,
      params: ContactParams.extend({ caseId: Id }),
      response: { 200: z.strictObject({ unlinked: z.boolean() }) },
    },
    handler: (request) => {
      const { id: contactId, caseId } = request.params;
      return unlinkCase(request.caller, { contactId, caseId, userId: userOf(request) });
    },
  });
}
