import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { type AccessTable, type Actor, type Scope, scopeOf } from '../access/actor.ts';
import type { Caller } from '../commands/context.ts';
import { AppError, Forbidden, Unauthorised } from '../errors/app-error.ts';
import type { App } from '../module/app.ts';
import { readToken } from './tokens.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The row of the access table this route stands under. */
    action?: string;
    /** Why this route needs no row: static files, health, a webhook that checks a signature. */
    open?: string;
  }
  interface FastifyRequest {
    /** Who asks, ready to hand to a command. */
    caller: Caller;
    /** How far the caller's permission reaches for this route's action. */
    scope: Scope;
  }
}

/**
 * Puts default deny in front of every route: the token is read, the action's row is looked up, and
 * the scope is handed on for the command or query to apply to the object. Public routes answer
 * without a token, but a wrong token is a 401 everywhere.
 */
export function authorise(server: FastifyInstance, app: App, access: AccessTable): void {
  server.decorateRequest('caller');
  server.decorateRequest('scope');
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => {
    routes.push(route);
  });
  server.addHook('onReady', async () => {
    for (const route of routes) checkRoute(route, access);
  });
  server.addHook('onRequest', async (request) => {
    const actor = await actorOf(request);
    request.caller = { app, actor, commandId: idempotencyKey(request) };
    const action = request.routeOptions.config.action;
    if (!action) return;
    const scope = scopeOf(access, action, actor);
    if (!scope) throw actor.kind === 'public' ? new Unauthorised() : new Forbidden();
    request.scope = scope;
  });
}

function checkRoute(route: RouteOptions, access: AccessTable): void {
  const { action, open } = route.config ?? {};
  if (open || route.method === 'HEAD' || route.method === 'OPTIONS') return;
  if (!action) throw new Error(`route ${route.method} ${route.url} names no action`);
  if (!access[action]) throw new Error(`route ${route.url}: nobody said who may ${action}`);
}

async function actorOf(request: FastifyRequest): Promise<Actor> {
  const header = request.headers.authorization;
  if (!header) return { kind: 'public', id: null };
  if (!header.startsWith('Bearer ')) {
    return request.routeOptions.config.open ? { kind: 'public', id: null } : unauthorised();
  }
  return readToken(request.server, header.slice('Bearer '.length));
}

function unauthorised(): never {
  throw new Unauthorised('token_invalid', 'Send "Authorization: Bearer TOKEN".');
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new AppError(400, 'idempotency_key_invalid', 'Use 8 to 200 printable characters.', {
      field: 'Idempotency-Key',
    });
  }
  return key;
}
