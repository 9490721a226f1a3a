import { type App, NotFound, Unauthorised } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changeUser } from '../commands/change-user.ts';
import { createUser } from '../commands/create-user.ts';
import { setSkills } from '../commands/set-skills.ts';
import {
  Agency,
  AgentSkills,
  ChangeUserBody,
  CreateUserBody,
  DemoAnswer,
  DutyContact,
  Me,
  SetSkillsBody,
  Skill,
  UserView,
} from '../contract.ts';
import { hashPassword } from '../io/passwords.ts';
import { agencies, skills } from '../queries/agencies.ts';
import { demoAccounts } from '../queries/demo-accounts.ts';
import { rosterOf } from '../queries/duty-contacts.ts';
import { agentSkills, meOf, users } from '../queries/users.ts';

const tags = ['directory'];

/** People and agencies, as the screens read them and administrators change them. */
export function directoryRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/me',
    config: { action: 'me.read' },
    schema: { response: { 200: Me }, tags },
    handler: async (request) => {
      const { id } = request.caller.actor;
      const me = id ? await meOf(app.db, id) : null;
      if (!me) throw new Unauthorised('session_ended', 'The sign-in has ended; sign in again.');
      return me;
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/demo',
    config: { open: 'the demo accounts are printed at start-up too; empty outside demo mode' },
    schema: { response: { 200: DemoAnswer }, tags },
    handler: () => demoAccounts(app),
  });

  routes.route({
    method: 'GET',
    url: '/api/agencies',
    config: { action: 'agency.list' },
    schema: { response: { 200: z.array(Agency) }, tags },
    handler: () => agencies(app.db),
  });

  routes.route({
    method: 'GET',
    url: '/api/agencies/:id/roster',
    config: { action: 'roster.read' },
    schema: {
      params: z.strictObject({ id: Id }),
      response: { 200: z.array(DutyContact) },
      tags,
    },
    handler: async ({ params, scope, caller: { actor } }) => {
      const own = actor.kind === 'user' && actor.agencyId === params.id;
      const known = (await agencies(app.db)).some((agency) => agency.id === params.id);
      if (!known || (scope === 'own' && !own)) throw new NotFound();
      return rosterOf(app.db, params.id);
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/skills',
    config: { action: 'skill.list' },
    schema: { response: { 200: z.array(Skill) }, tags },
    handler: () => skills(app.db),
  });

  routes.route({
    method: 'GET',
    url: '/api/users',
    config: { action: 'user.list' },
    schema: { response: { 200: z.array(UserView) }, tags },
    handler: () => users(app.db),
  });

  routes.route({
    method: 'GET',
    url: '/api/agent-skills',
    config: { action: 'user.listSkills' },
    schema: { response: { 200: z.array(AgentSkills) }, tags },
    handler: () => agentSkills(app.db),
  });

  routes.route({
    method: 'PUT',
    url: '/api/users/:id/skills',
    config: { action: 'user.setSkills' },
    schema: {
      params: z.strictObject({ id: Id }),
      body: SetSkillsBody,
      response: { 204: z.null() },
      tags,
    },
    handler: async ({ caller, params, body }, reply) => {
      await setSkills(caller, { userId: params.id, ...body });
      return reply.code(204).send(null);
    },
  });

  // Never under an Idempotency-Key: what is kept with it must not depend on a password.
  routes.route({
    method: 'POST',
    url: '/api/users',
    config: { action: 'user.create' },
    schema: { body: CreateUserBody, response: { 201: z.strictObject({ userId: Id }) }, tags },
    handler: async (request, reply) => {
      const { password, ...user } = request.body;
      const passwordHash = await hashPassword(password);
      const { actor } = request.caller;
      return reply.code(201).send(await createUser({ app, actor }, { ...user, passwordHash }));
    },
  });

  routes.route({
    method: 'PATCH',
    url: '/api/users/:id',
    config: { action: 'user.change' },
    schema: {
      params: z.strictObject({ id: Id }),
      body: ChangeUserBody,
      response: { 204: z.null() },
      tags,
    },
    handler: async (request, reply) => {
      const { password, ...change } = request.body;
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const { actor } = request.caller;
      await changeUser({ app, actor }, { ...change, userId: request.params.id, passwordHash });
      return reply.code(204).send(null);
    },
  });
}
