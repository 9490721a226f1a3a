import type { FastifyInstance } from 'fastify';
import type { ProgressEvent } from '../domain/call-state.ts';
import type { CallbackTarget, Leg } from '../voice/leg.ts';
import { placeCall } from '../voice/place-call.ts';
import { runProgram } from '../voice/run-program.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import {
  destination,
  type Form,
  field,
  integer,
  list,
  method,
  origin,
  program,
  url,
} from './form.ts';
import { page } from './page.ts';
import type { AccountParams } from './rest-api.ts';
import { callShape } from './shapes.ts';
import { badRequest, notFound } from './twilio-error.ts';

/** Calls: create, list, read, and change (redirect, hang up). */
export function callRoutes(board: Switchboard) {
  const { accountSid, number } = board.options;
  return async (app: FastifyInstance) => {
    app.post<{ Body: Form }>('/Calls.json', async ({ body: form }, reply) => {
      const to = destination(form, number, 21201);
      const from = origin(form, number, 21213, 21210);
      const fallbackUrl = url(form, 'FallbackUrl');
      const statusCallback = callbackTarget(form);
      const seconds = integer(form, 'Timeout', 60, 1, 600);
      const source = program(form);
      if (!source) throw badRequest(21205, 'Url parameter is required.');
      const fallback = fallbackUrl
        ? { url: fallbackUrl, method: method(form, 'FallbackMethod') }
        : undefined;
      const leg = placeCall(board, { to, from, statusCallback, fallback }, seconds, source);
      return reply.code(201).send(callShape(accountSid, leg));
    });

    app.get<{ Querystring: Form }>('/Calls.json', async ({ query, url: path }) => {
      const wanted = { to: field(query, 'To'), from: field(query, 'From') };
      const status = field(query, 'Status');
      const parent = field(query, 'ParentCallSid');
      const legs = [...board.calls.values()]
        .reverse()
        .filter(
          (leg) =>
            (!wanted.to || leg.to === wanted.to) &&
            (!wanted.from || leg.from === wanted.from) &&
            (!status || leg.status === status) &&
            (!parent || leg.parentSid === parent),
        );
      const shapes = legs.map((leg) => callShape(accountSid, leg));
      return page('calls', shapes, path.split('?')[0] ?? '', query);
    });

    app.get<{ Params: AccountParams }>('/Calls/:sid.json', async (request) =>
      callShape(accountSid, findCall(board, request.params.sid, request.url)),
    );

    app.post<{ Params: AccountParams; Body: Form }>('/Calls/:sid.json', async (request) => {
      const leg = findCall(board, request.params.sid, request.url);
      const form = request.body;
      const status = field(form, 'Status');
      const statusCallback = callbackTarget(form);
      const source = program(form);
      if (status !== undefined && status !== 'completed' && status !== 'canceled') {
        throw badRequest(21218, `Invalid Call Status: ${status}`);
      }
      if (source && leg.status !== 'in-progress') {
        throw badRequest(21220, 'Call is not in-progress. Cannot redirect.');
      }
      if (statusCallback) leg.statusCallback = statusCallback;
      if (status === 'completed' || (status === 'canceled' && leg.status !== 'in-progress'))
        leg.end();
      else if (source) runProgram(board, leg, source);
      return callShape(accountSid, leg);
    });
  };
}

/** A call of this account. @throws TwilioError 404 */
export function findCall(board: Switchboard, sid: string, path: string): Leg {
  const leg = board.calls.get(sid);
  if (!leg) throw notFound(path);
  return leg;
}

const progressEvents = new Set<string>(['initiated', 'ringing', 'answered', 'completed']);

/** The status callback a form asks for; without events it is told of the end only. */
export function callbackTarget(form: Form): CallbackTarget | undefined {
  const address = url(form, 'StatusCallback');
  if (!address) return undefined;
  const events = list(form, 'StatusCallbackEvent');
  const unknown = events.find((event) => !progressEvents.has(event));
  if (unknown) throw badRequest(21626, `Invalid statusCallbackEvents: ${unknown}`);
  return {
    url: address,
    method: method(form, 'StatusCallbackMethod'),
    events: new Set((events.length > 0 ? events : ['completed']) as ProgressEvent[]),
  };
}
