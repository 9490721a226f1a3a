import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { composeAccess } from '../access/actor.ts';
import { topicBook } from '../live/topic-book.ts';
import type { App } from '../module/app.ts';
import type { Module } from '../module/module.ts';
import { authorise } from './authorise.ts';
import { answerErrors, answerFrameworkError } from './error-handler.ts';
import { limitRequests } from './limits.ts';
import { describeApi } from './openapi.ts';
import { operations } from './operations.ts';
import { protectPages } from './security-headers.ts';
import { acceptTokens } from './tokens.ts';

const BODY_LIMIT = 1_048_576;

/**
 * The web server with every room's routes. Each route must name, in `config.action`, a row of the
 * composed access table; one that does not fails at start-up (invariant I13).
 */
export async function buildServer(app: App, modules: readonly Module[]): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: app.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    trustProxy: app.config.trustProxy,
    frameworkErrors: answerFrameworkError,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ...(app.config.tls ? { https: app.config.tls } : {}),
  } as object) as unknown as FastifyInstance;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(fastifyCookie);
  await acceptTokens(server, app);
  answerErrors(server);
  protectPages(server, app.config);
  await limitRequests(server, app.config.limits);
  // The description and its page are public: they stand before default deny.
  await describeApi(server);
  authorise(server, app, composeAccess(modules.map((module) => module.access ?? {})));
  operations(server, app);
  app.services.get(topicBook).load(modules);
  for (const module of modules) await module.routes?.(server, app);
  return server;
}
