import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { amendPolicy } from '../commands/amend-policy.ts';
import { publishCalendar } from '../commands/publish-calendar.ts';
import { setVerificationRule } from '../commands/set-verification-rule.ts';
import {
  AmendPolicyBody,
  CalendarView,
  PolicyView,
  PublishCalendarBody,
  RulePreview,
  SetVerificationBody,
  VerificationRuleView,
} from '../contract.ts';
import {
  listCalendars,
  listPolicies,
  listVerificationRules,
  previewCalendar,
  previewPolicy,
} from '../queries/rules.ts';

const tags = ['dispatch'];
const Amended = z.object({ policyId: Id, version: z.number().int() });
const RuleSet = z.object({ typeCode: z.string(), version: z.number().int() });
const Published = z.object({ calendarId: Id, code: z.string(), version: z.number().int() });

/** The rules that decide deadlines: policies and working calendars, read and made anew. */
export function ruleRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/dispatch/policies',
    config: { action: 'policy.read' },
    schema: { tags, response: { 200: z.array(PolicyView) } },
    handler: () => listPolicies(app),
  });
  routes.route({
    method: 'POST',
    url: '/api/dispatch/policies',
    config: { action: 'policy.amend' },
    schema: { tags, body: AmendPolicyBody, response: { 201: Amended } },
    handler: async (request, reply) => {
      const amended = await amendPolicy(request.caller, request.body);
      reply.code(201);
      return amended;
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/dispatch/policies/preview',
    config: { action: 'policy.amend' },
    schema: { tags, body: AmendPolicyBody, response: { 200: RulePreview } },
    handler: (request) => previewPolicy(app, request.body),
  });
  routes.route({
    method: 'GET',
    url: '/api/dispatch/calendars',
    config: { action: 'calendar.read' },
    schema: { tags, response: { 200: z.array(CalendarView) } },
    handler: () => listCalendars(app),
  });
  routes.route({
    method: 'POST',
    url: '/api/dispatch/calendars',
    config: { action: 'calendar.publish' },
    schema: { tags, body: PublishCalendarBody, response: { 201: Published } },
    handler: async (request, reply) => {
      const published = await publishCalendar(request.caller, request.body);
      reply.code(201);
      return published;
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/dispatch/calendars/preview',
    config: { action: 'calendar.publish' },
    schema: { tags, body: PublishCalendarBody, response: { 200: RulePreview } },
    handler: (request) => previewCalendar(app, request.body),
  });
  routes.route({
    method: 'GET',
    url: '/api/dispatch/verification-rules',
    config: { action: 'policy.read' },
    schema: { tags, response: { 200: z.array(VerificationRuleView) } },
    handler: () => listVerificationRules(app),
  });
  routes.route({
    method: 'POST',
    url: '/api/dispatch/verification-rules',
    config: { action: 'policy.amend' },
    schema: { tags, body: SetVerificationBody, response: { 201: RuleSet } },
    handler: async (request, reply) => {
      const set = await setVerificationRule(request.caller, request.body);
      reply.code(201);
      return set;
    },
  });
}
