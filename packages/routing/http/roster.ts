import { type App, Invalid, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkShift } from '../commands/roster/check-shift.ts';
import { acknowledgeHandover, writeHandover } from '../commands/roster/handover.ts';
import { addLeave, removeLeave } from '../commands/roster/save-leave.ts';
import { removeShift, saveShift } from '../commands/roster/save-shift.ts';
import {
  HandoverBody,
  HandoverNote,
  Leave,
  LeaveBody,
  MyRoster,
  Roster,
  RosterQuery,
  SavedShift,
  ShiftBody,
  ShiftPreview,
} from '../contract.ts';
import { handoverNotes } from '../queries/handover-notes.ts';
import { rosterBetween, rosterOfAgent } from '../queries/roster.ts';

const tags = ['roster'];
const MOST_DAYS = 92;
const ShiftId = z.strictObject({ shiftId: Id });

/** The agents' roster, and the notes of one shift to the next. */
export function rosterRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/roster',
    config: { action: 'agentRoster.read' },
    schema: { tags, querystring: RosterQuery, response: { 200: Roster } },
    handler: ({ query }) => {
      const from = Temporal.Instant.from(query.from);
      const to = Temporal.Instant.from(query.to);
      const days = to.since(from).total('hours') / 24;
      if (days <= 0 || days > MOST_DAYS) {
        throw new Invalid('roster_span', `Ask for up to ${MOST_DAYS} days, from before to.`, 'to');
      }
      return rosterBetween(app.db, from, to);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/roster/me',
    config: { action: 'agentRoster.readOwn' },
    schema: { tags, response: { 200: MyRoster } },
    handler: (request) => rosterOfAgent(app.db, app.clock.now(), userOf(request)),
  });
  routes.route({
    method: 'POST',
    url: '/api/roster/shifts/preview',
    config: { action: 'agentRoster.read' },
    schema: {
      tags,
      body: ShiftBody.extend({ shiftId: Id.optional() }),
      response: { 200: ShiftPreview },
    },
    handler: async ({ body: { shiftId, ...body } }) => ({
      findings: await checkShift(app.db, body, shiftId),
    }),
  });
  routes.route({
    method: 'POST',
    url: '/api/roster/shifts',
    config: { action: 'agentRoster.change' },
    schema: { tags, body: ShiftBody, response: { 201: SavedShift } },
    handler: async (request, reply) =>
      reply.code(201).send(await saveShift(request.caller, request.body)),
  });
  routes.route({
    method: 'PUT',
    url: '/api/roster/shifts/:shiftId',
    config: { action: 'agentRoster.change' },
    schema: { tags, params: ShiftId, body: ShiftBody, response: { 200: SavedShift } },
    handler: ({ caller, params, body }) => saveShift(caller, { ...params, ...body }),
  });
  routes.route({
    method: 'DELETE',
    url: '/api/roster/shifts/:shiftId',
    config: { action: 'agentRoster.change' },
    schema: { tags, params: ShiftId, response: { 204: z.null() } },
    handler: async ({ caller, params }, reply) => {
      await removeShift(caller, params);
      return reply.code(204).send(null);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/roster/leaves',
    config: { action: 'agentRoster.change' },
    schema: { tags, body: LeaveBody, response: { 201: Leave } },
    handler: async (request, reply) =>
      reply.code(201).send(await addLeave(request.caller, request.body)),
  });
  routes.route({
    method: 'DELETE',
    url: '/api/roster/leaves/:leaveId',
    config: { action: 'agentRoster.change' },
    schema: { tags, params: z.strictObject({ leaveId: Id }), response: { 204: z.null() } },
    handler: async ({ caller, params }, reply) => {
      await removeLeave(caller, params);
      return reply.code(204).send(null);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/handover-notes',
    config: { action: 'handover.read' },
    schema: { tags, response: { 200: z.array(HandoverNote) } },
    handler: (request) => handoverNotes(app.db, app.clock.now(), userOf(request)),
  });
  routes.route({
    method: 'POST',
    url: '/api/handover-notes',
    config: { action: 'handover.write' },
    schema: { tags, body: HandoverBody, response: { 201: z.object({ noteId: Id }) } },
    handler: async (request, reply) => {
      const authorId = userOf(request);
      return reply
        .code(201)
        .send(await writeHandover(request.caller, { ...request.body, authorId }));
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/handover-notes/:noteId/acknowledgement',
    config: { action: 'handover.acknowledge' },
    schema: { tags, params: z.strictObject({ noteId: Id }), response: { 204: z.null() } },
    handler: async (request, reply) => {
      await acknowledgeHandover(request.caller, { ...request.params, userId: userOf(request) });
      return reply.code(204).send(null);
    },
  });
}
