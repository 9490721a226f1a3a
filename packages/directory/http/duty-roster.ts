import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changeDutyContact } from '../commands/change-duty-contact.ts';
import { registerDutyContact } from '../commands/register-duty-contact.ts';
import { removeDutyContact } from '../commands/remove-duty-contact.ts';
import { AddDutyContactBody, ChangeDutyContactBody, DutyPerson } from '../contract.ts';
import { agencyById } from '../queries/agencies.ts';
import { dutyPeopleOf } from '../queries/duty-people.ts';

const tags = ['directory'];
const config = { action: 'roster.change' };
const params = z.strictObject({ id: Id });
const ofContact = params.extend({ contactId: Id });
const Kept = z.strictObject({ contactId: Id });

/** Agencies' duty rosters, for those who keep them. */
export function dutyRosterRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/agencies/:id/duty-people',
    config,
    schema: { params, response: { 200: z.array(DutyPerson) }, tags },
    handler: async ({ params: { id } }) => {
      if (!(await agencyById(app.db, id))) throw new NotFound();
      return dutyPeopleOf(app, id);
    },
  });

  // Never under an Idempotency-Key: what is kept with it must not depend on a telephone number.
  routes.route({
    method: 'POST',
    url: '/api/agencies/:id/roster',
    config,
    schema: { params, body: AddDutyContactBody, response: { 201: Kept }, tags },
    handler: async ({ params: { id: agencyId }, body, caller: { actor } }, reply) => {
      if (!(await agencyById(app.db, agencyId))) throw new NotFound();
      const added = await registerDutyContact({ app, actor }, { ...body, agencyId });
      return reply.code(201).send(added);
    },
  });

  routes.route({
    method: 'PATCH',
    url: '/api/agencies/:id/roster/:contactId',
    config,
    schema: { params: ofContact, body: ChangeDutyContactBody, response: { 200: Kept }, tags },
    handler: ({ params: { id: agencyId, contactId }, body, caller: { actor } }) =>
      changeDutyContact({ app, actor }, { ...body, agencyId, contactId }),
  });

  routes.route({
    method: 'DELETE',
    url: '/api/agencies/:id/roster/:contactId',
    config,
    schema: { params: ofContact, response: { 204: z.null() }, tags },
    handler: async ({ params: { id: agencyId, contactId }, caller }, reply) => {
      await removeDutyContact(caller, { agencyId, contactId });
      return reply.code(204).send(null);
    },
  });
}
