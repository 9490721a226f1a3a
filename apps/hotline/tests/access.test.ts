import { type AccessTable, type Actor, newId, type Scope, scopeOf } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modules } from '../src/modules.ts';
import {
  expectedAccess,
  grantees,
  type TestedGrantee,
  type Verdict,
} from './support/expected-access.ts';
import { type ListedRoute, listRoutes, preparingServers } from './support/routes.ts';
import { startWholeCity, type WholeCity } from './support/whole-city.ts';

const PROBE = 'x-test-probe';
let city: WholeCity;
const routes: ListedRoute[] = [];
/** How far the last probe was let in: its scope, or `open` where no row is asked. */
let reached: Scope | 'open' | null = null;
let actors: Record<TestedGrantee, Actor>;

beforeAll(async () => {
  city = await preparingServers(
    (server) => {
      listRoutes(server, routes);
      stopProbes(server);
    },
    () => startWholeCity(),
  );
  const cap = (capability: 'call' | 'case' | 'survey' | 'order'): Actor => ({
    kind: 'capability',
    capability,
    id: newId(),
  });
  actors = {
    agent: city.actor('agent1'),
    supervisor: city.actor('supervisor1'),
    agency: city.actor('agency1'),
    admin: city.actor('admin1'),
    'cap:call': cap('call'),
    'cap:case': cap('case'),
    'cap:survey': cap('survey'),
    'cap:order': cap('order'),
    public: { kind: 'public', id: null },
  };
});
afterAll(() => city.close());

/** A probe that gets past the doorkeeper goes no further, so that it changes nothing. */
function stopProbes(server: FastifyInstance): void {
  server.addHook('preValidation', async (request) => {
    if (!request.headers[PROBE]) return;
    reached = request.scope ?? 'open';
    throw Object.assign(new Error('a probe'), { statusCode: 418 });
  });
}

async function verdictAt(route: ListedRoute, grantee: TestedGrantee): Promise<Verdict> {
  reached = null;
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const url = route.url.replace(/:\w+/g, () => newId());
  const client = city.as(actors[grantee]);
  const headers = { [PROBE]: '1' };
  const answer = await client.send(method.toUpperCase() as 'GET', url, undefined, headers);
  if (reached) return reached;
  if (answer.status === 401 || answer.status === 403) return '-';
  throw new Error(`${route.name} answered a probe of ${grantee} with ${answer.status}`);
}

/** Where the server does not do what the written table says, one line each. */
async function differences(some: readonly ListedRoute[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of some) {
    const row = expectedAccess.get(nameOf(route));
    if (!row) {
      found.push(`${route.name} has no line in the table`);
      continue;
    }
    for (const grantee of grantees) {
      const expected = row[grantee] === 'keyed' ? keyedAt(route) : row[grantee];
      const verdict = await verdictAt(route, grantee);
      if (verdict !== expected) found.push(`${route.name} ${grantee}: ${verdict}, not ${expected}`);
    }
    const carrier = route.action ? scopeOf(table(), route.action, { kind: 'carrier', id: 'c' }) : null;
    const everybody = row.public === '-' || row.public === 'open' || row.public === 'keyed';
    if (carrier !== (everybody ? null : row.public)) found.push(`${route.name} carrier: ${carrier}`);
  }
  return found;
}
