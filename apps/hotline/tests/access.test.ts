import { type AccessTable, type Actor, composeAccess, newId, scopeOf } from '@1999/platform';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
/** Rows of the rooms' tables as one; each row is the room's own object, also for the server. */
const table = composeAccess(modules.map((module) => module.access ?? {}));
let city: WholeCity;
const routes: ListedRoute[] = [];
/** How far the last probe was let in, or null when it was turned away. */
let reached: Verdict | null = null;
let actors: Record<TestedGrantee, Actor>;

beforeAll(async () => {
  const listed: ListedRoute[] = [];
  city = await preparingServers((server) => {
    listRoutes(server, listed);
    stopProbes(server);
  }, startWholeCity);
  routes.push(...listed.filter(({ name }) => !isPreflight(name)));
  const cap = (capability: 'call' | 'case' | 'survey' | 'order' | 'chat'): Actor => ({
    kind: 'capability',
    capability,
    id: newId(),
  });
  actors = {
    agent: city.actor('agent1'),
    supervisor: city.actor('supervisor1'),
    agency: city.actor('agency1'),
    admin: city.actor('admin1'),
    inspector: city.actor('inspector1'),
    'cap:call': cap('call'),
    'cap:case': cap('case'),
    'cap:survey': cap('survey'),
    'cap:order': cap('order'),
    'cap:chat': cap('chat'),
    public: { kind: 'public', id: null },
  };
});
afterAll(() => city.close());

const isPreflight = (name: string) => name.startsWith('OPTIONS ');
/** A HEAD stands under the line of the GET it goes with. */
const lineOf = ({ name }: ListedRoute) => name.replace(/^HEAD /, 'GET ');

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
  const url = route.url.replace(/:\w+/g, newId);
  const method = route.method as NonNullable<InjectOptions['method']>;
  const answer = await city.send(actors[grantee], { method, url, headers: { [PROBE]: '1' } });
  if (reached) return reached;
  const turnedAway = grantee === 'public' ? 401 : 403;
  if (answer.statusCode === turnedAway) return '-';
  throw new Error(`${route.name} answered a probe of ${grantee} with ${answer.statusCode}`);
}

/** Where the server does not do what the written table says, one line each. */
async function differences(some: readonly ListedRoute[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of some) {
    const line = expectedAccess.get(lineOf(route));
    if (!line) {
      found.push(`${route.name} has no line in the table`);
      continue;
    }
    if (line.public === 'keyed') continue;
    for (const grantee of grantees) {
      const verdict = await verdictAt(route, grantee);
      if (verdict !== line[grantee]) {
        found.push(`${route.name} ${grantee}: ${verdict}, not ${line[grantee]}`);
      }
    }
    // A carrier holds no token: it gets what everybody gets, and comes in by the keyed doors.
    const carrier = route.action ? scopeOf(table, route.action, CARRIER) : null;
    const everybody = line.public === 'any' || line.public === 'own' ? line.public : null;
    if (carrier !== everybody) found.push(`${route.name} carrier: ${carrier}, not ${everybody}`);
  }
  return found;
}
const CARRIER: Actor = { kind: 'carrier', id: 'twilio' };

test('every route of the server does to everybody what the written table says', async () => {
  expect(await differences(routes)).toEqual([]);
});

test('every line of the written table is a route, and no action stands without one', () => {
  const known = new Set(routes.map(lineOf));
  expect([...expectedAccess.keys()].filter((name) => !known.has(name))).toEqual([]);
  const used = new Set(routes.map(({ action }) => action));
  expect(Object.keys(table).filter((action) => !used.has(action))).toEqual([]);
});

test('a route that nobody wrote down is noticed', async () => {
  const planted = { ...(routes[0] as ListedRoute), name: 'GET /api/planted' };
  expect(await differences([planted])).toEqual(['GET /api/planted has no line in the table']);
});

test('a door that checks a key of its own is shut to everybody who lacks it', async () => {
  const keyed = routes.filter((route) => expectedAccess.get(lineOf(route))?.public === 'keyed');
  expect(keyed.length).toBeGreaterThan(10);
  for (const { method, url, name } of keyed) {
    for (const grantee of grantees) {
      for (const headers of [{}, { 'x-twilio-signature': 'AAAA', 'x-media-secret': 'AAAA' }]) {
        const request = { method, url, headers } as InjectOptions;
        const { statusCode } = await city.send(actors[grantee], request);
        expect([401, 403], `${name} for ${grantee}`).toContain(statusCode);
      }
    }
  }
});

test('whichever single row of the rooms’ tables is changed, the comparison notices', async () => {
  const columns = [...grantees, 'carrier'] as const;
  const unnoticed: string[] = [];
  let flips = 0;
  for (const [action, row] of Object.entries(table) as [string, Record<string, unknown>][]) {
    const concerned = routes.filter((route) => route.action === action && route.method !== 'HEAD');
    for (const column of columns) {
      const before = row[column];
      for (const after of [undefined, 'own', 'any'].filter((value) => value !== before)) {
        if (isSameFor(row, column, after)) continue;
        flips += 1;
        if (after === undefined) delete row[column];
        else row[column] = after;
        const found = await differences(concerned);
        if (before === undefined) delete row[column];
        else row[column] = before;
        if (found.length === 0) unnoticed.push(`${action} ${column}: ${before} → ${after}`);
      }
    }
  }
  expect(unnoticed).toEqual([]);
  expect(flips).toBeGreaterThan(Object.keys(table).length * columns.length);
  expect(await differences(routes)).toEqual([]);
}, 180_000);

/** What everybody has, somebody has too: such a change of a row changes nothing. */
function isSameFor(row: AccessTable[string], column: string, after: unknown): boolean {
  if (column === 'public') return false;
  const now = (row as Record<string, unknown>)[column] ?? row.public;
  return now === (after ?? row.public);
}
