import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';

const CREATED = 'fastify.initialization';

/** A route of the composed server, one method each. */
export interface ListedRoute {
  /** `GET /api/me`. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** The row of the rooms' access tables it stands under, if it is not open. */
  readonly action: string | undefined;
  /** Whether the schema takes a body. */
  readonly options: RouteOptions;
}

/**
 * Runs `make`, which builds a server, and hands every server that is created meanwhile to `prepare`
 * before anything is registered on it: so its hooks see each route, whoever registers it.
 */
export async function preparingServers<T>(
  prepare: (server: FastifyInstance) => void,
  make: () => Promise<T>,
): Promise<T> {
  const listener = (message: unknown) => prepare((message as { fastify: FastifyInstance }).fastify);
  subscribe(CREATED, listener);
  try {
    return await make();
  } finally {
    unsubscribe(CREATED, listener);
  }
}

/** Notes every route of a server into `routes`. */
export function listRoutes(server: FastifyInstance, routes: ListedRoute[]): void {
  server.addHook('onRoute', (options) => {
    for (const method of [options.method].flat()) {
      const { url } = options;
      const action = options.config?.action;
      routes.push({ name: `${method} ${url}`, method, url, action, options });
    }
  });
}
