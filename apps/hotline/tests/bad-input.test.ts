import type { Actor } from '@1999/platform';
import { ErrorBody } from '@1999/platform/contract';
import fc from 'fast-check';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { badBodies } from './support/bad-values.ts';
import { countAllRows } from './support/database-dump.ts';
import { expectedAccess, grantees, type TestedGrantee } from './support/expected-access.ts';
import { goodBodies, pathIn } from './support/good-requests.ts';
import { type ListedRoute, listRoutes, preparingServers } from './support/routes.ts';
import { Story } from './support/story.ts';
import { faceOf, startWholeCity, type WholeCity } from './support/whole-city.ts';

let city: WholeCity;
let story: Story;
const routes: ListedRoute[] = [];
beforeAll(async () => {
  city = await preparingServers((server) => listRoutes(server, routes), startWholeCity);
  story = new Story(faceOf(city));
  await story.callArrives();
  await story.choosesInTheMenu();
  await story.agentAnswers();
  await story.caseIsOpened();
  await story.orderIsIssued();
  await story.agencyAcknowledges();
  await story.agencyUploads();
  for (const account of ['agent1', 'agency1', 'supervisor1', 'admin1'] as const) {
    await story.as(account, 'GET', '/api/me');
  }
});
afterAll(() => city.close());

/** Failed sign-ins and tries at a tracking code are counted on purpose. */
const rowsNow = async () => ({ ...(await countAllRows(city.ownerUrl)), attempt_guard: 0 });
let before: Record<string, number>;
beforeEach(async () => {
  before = await rowsNow();
});
afterEach(async () => {
  expect(await rowsNow(), 'nothing is stored').toEqual(before);
  expect((await city.server.inject('/ready')).statusCode).toBe(200);
  await story.as('agent1', 'GET', `/api/cases/${story.caseId}`);
});

/** The id that a path stands for where nothing is known: its holder is let in, and finds nothing. */
const NO_CHAT = '01999999-9999-7999-8999-999999999999';

/** Somebody whom the route lets in, so that the input itself is what is refused. */
function insiderOf(route: ListedRoute): Actor {
  const row = expectedAccess.get(route.name);
  const first = grantees.find((grantee) => row?.[grantee] === 'any' || row?.[grantee] === 'own');
  const insiders: Partial<Record<TestedGrantee, Actor>> = {
    agent: city.actor('agent1'),
    agency: city.actor('agency1'),
    supervisor: city.actor('supervisor1'),
    admin: city.actor('admin1'),
    'cap:call': { kind: 'capability', capability: 'call', id: story.callId },
    'cap:chat': { kind: 'capability', capability: 'chat', id: NO_CHAT },
  };
  return (first && insiders[first]) ?? { kind: 'public', id: null };
}

function ask(route: ListedRoute, more: InjectOptions): Promise<LightMyRequestResponse> {
  const method = route.method as NonNullable<InjectOptions['method']>;
  const { headers, ...rest } = more;
  return city.send(insiderOf(route), {
    method,
    url: pathIn(story, route.url),
    // Tries at passwords and codes are counted by address: each comes from another one.
    remoteAddress: `10.${octet()}.${octet()}.${octet()}`,
    headers: { 'x-media-secret': city.app.config.secrets.media, ...headers },
    ...rest,
  });
}
const octet = () => Math.floor(Math.random() * 250) + 1;

const postJson = (route: ListedRoute, body: unknown) =>
  ask(route, {
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

/** A fault of the caller's, told in the one form there is. */
function expectRefusal(answer: LightMyRequestResponse, what: string): ErrorBody {
  const told = `${what}: ${answer.statusCode} ${answer.body.slice(0, 200)}`;
  expect(answer.statusCode, told).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode, told).toBeLessThan(500);
  expect(Object.keys(answer.json()).toSorted().join(), told).toMatch(/^code,(field,)?message$/);
  return ErrorBody.parse(answer.json());
}

const bodySchema = (route: ListedRoute) => route.options.schema?.body as z.ZodType | undefined;
const withBody = () => routes.filter((route) => bodySchema(route));
const withoutKey = () =>
  routes.filter(({ name }) => {
    const row = expectedAccess.get(name);
    return row && row.public !== 'keyed' && row.public !== 'open';
  });

test('there is a good body for every route that takes one, and it is good', () => {
  const wanting = withBody().map(({ name }) => name);
  expect(wanting.length).toBeGreaterThan(20);
  expect(Object.keys(goodBodies).toSorted()).toEqual(wanting.toSorted());
  for (const route of withBody()) {
    const parsed = bodySchema(route)?.safeParse(goodBodies[route.name]?.(story));
    expect(parsed?.error?.issues, route.name).toBeUndefined();
  }
});

describe('a body with one thing wrong is refused, and the field is named', () => {
  test.each(Object.keys(goodBodies))(
    '%s',
    async (name) => {
      const route = withBody().find((one) => one.name === name) as ListedRoute;
      const good = goodBodies[name]?.(story) ?? {};
      let refused = 0;
      for (const { what, field, body, hostile } of badBodies(good)) {
        const arriving: unknown = JSON.parse(JSON.stringify(body));
        if (!hostile && bodySchema(route)?.safeParse(arriving).success) continue;
        const answer = await postJson(route, body);
        const told = expectRefusal(answer, `${name} with ${what}`);
        refused += 1;
        if (field && answer.statusCode === 400 && told.code === 'invalid_input') {
          const parent = field.split('.')[0] ?? '';
          if (told.field) expect(told.field.split('.')[0], `${name}: ${what}`).toBe(parent);
          else expect(told.message, `${name}: ${what}`).toMatch(/unrecognized|invalid/i);
        }
      }
      expect(refused).toBeGreaterThan(3);
    },
    30_000,
  );

  test('whatever JSON it is, nothing breaks', async () => {
    for (const route of withBody()) {
      const schema = bodySchema(route);
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (body) => {
          if (schema?.safeParse(body).success) return;
          expectRefusal(await postJson(route, body), route.name);
        }),
        { numRuns: 15 },
      );
    }
  }, 30_000);
});

test('what is no JSON, no known type, too long or cut off is refused', async () => {
  for (const route of withBody()) {
    for (const [type, payload] of [
      ['application/json', '{"a":'],
      ['application/json', '{"a":1}}'],
      ['application/json', '\u0000'],
      ['application/json', Buffer.from([0xff, 0xfe, 0xfd])],
      ['application/json', `{"a":"${'x'.repeat(1_100_000)}"}`],
      ['application/json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
      ['application/xml', '<a/>'],
      ['text/plain', 'a'],
      ['application/json; charset=utf-16', '{}x'],
      ['nonsense', 'a'],
    ] as const) {
      const answer = await ask(route, { payload, headers: { 'content-type': type } });
      expectRefusal(answer, `${route.name} ${type} ${String(payload).slice(0, 12)}`);
    }
  }
}, 30_000);

test('an id in a path that is none is refused', async () => {
  const bad = ['x', '0', '%00', '%ED%A0%80', 'a%00b', '..%2F..', '%', `${'9'.repeat(5_000)}`];
  bad.push('00000000-0000-0000-0000-00000000000g', '%F0%9F%92%A9', "'%20or%201=1", '-1');
  const parametric = routes.filter(({ url, method }) => url.includes(':') && method !== 'HEAD');
  expect(parametric.length).toBeGreaterThan(30);
  for (const route of parametric) {
    const names = [...route.url.matchAll(/:\w+/g)].map(([name]) => name);
    for (const name of names) {
      for (const value of bad) {
        const url = pathIn(story, route.url.replace(name, value));
        const body = goodBodies[route.name]?.(story);
        const answer = await ask(route, { url, ...(body ? { payload: body } : {}) });
        expectRefusal(answer, `${route.method} ${url.slice(0, 80)}`);
      }
    }
  }
}, 30_000);

test('a query with an unknown, broken or endless part is refused or does nothing', async () => {
  for (const route of withoutKey().filter(({ method }) => method === 'GET')) {
    const schema = route.options.schema?.querystring as
      | { shape?: Record<string, unknown> }
      | undefined;
    const keys = Object.keys(schema?.shape ?? {});
    for (const key of [...keys, 'unknown']) {
      const values = ['', 'x', '-1', '1e999', '%00', '%ED%A0%80', '9'.repeat(5_000), '%', '[]'];
      for (const value of values) {
        const url = `${pathIn(story, route.url)}?${key}=${value}&${key}=${value}`;
        for (const one of [url, url.replace(/&.*/, '')]) {
          const answer = await ask(route, { url: one });
          const told = `GET ${one.slice(0, 100)}: ${answer.statusCode} ${answer.body.slice(0, 100)}`;
          expect(answer.statusCode, told).toBeLessThan(500);
          if (schema && key === 'unknown') expectRefusal(answer, told);
        }
      }
    }
  }
}, 30_000);

test('headers that say nothing sensible are refused', async () => {
  const url = '/api/me';
  const bad = [
    'x',
    'Bearer',
    'Bearer ',
    'Bearer a.b.c',
    'Basic YTpi',
    `Bearer ${'a'.repeat(5_000)}`,
  ];
  for (const authorization of bad) {
    const answer = await city.server.inject({ url, headers: { authorization } });
    expectRefusal(answer, authorization.slice(0, 20));
    expect(answer.statusCode).toBe(401);
  }
  for (const key of ['short', 'x'.repeat(201), 'with space', '鍵鍵鍵鍵鍵鍵鍵鍵']) {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
    const told = expectRefusal(
      await city.send(city.actor('agent1'), { method: 'POST', url: '/api/cases', headers }),
      key.slice(0, 20),
    );
    expect(told.field).toBe('Idempotency-Key');
  }
  for (const cookie of ['hotline_refresh=%00', `hotline_refresh=${'x'.repeat(5_000)}`, '=;;=;']) {
    const request = { method: 'POST', url: '/api/session/refresh', headers: { cookie } } as const;
    expectRefusal(await city.server.inject(request), cookie.slice(0, 30));
  }
});

test('an upload that is no photo is refused', async () => {
  const route = routes.find(({ name }) => name === 'POST /api/attachments') as ListedRoute;
  const part = (content: string | Buffer, name = 'file') =>
    Buffer.concat([
      Buffer.from(
        `--x\r\ncontent-disposition: form-data; name="${name}"; filename="a\u0000.jpg"\r\n`,
      ),
      Buffer.from('content-type: image/jpeg\r\n\r\n'),
      Buffer.from(content),
      Buffer.from('\r\n--x--\r\n'),
    ]);
  const type = 'multipart/form-data; boundary=x';
  const uploads: [string, Buffer | string, string][] = [
    ['text', part('not a photo'), type],
    ['nothing', part(''), type],
    ['the head of a JPEG', part(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])), type],
    ['a picture that is a program', part('<svg onload="alert(1)"/>'), type],
    ['another part', part('x', 'other'), type],
    ['cut off', part('x').subarray(0, 60), type],
    ['no boundary', part('x'), 'multipart/form-data'],
    ['empty', '', type],
    ['JSON', '{}', 'application/json'],
    ['11 MB', part(Buffer.alloc(11 * 1024 * 1024, 0xff)), type],
  ];
  for (const [what, payload, contentType] of uploads) {
    const url = `/api/attachments?caseId=${story.caseId}`;
    const answer = await ask(route, { url, payload, headers: { 'content-type': contentType } });
    expectRefusal(answer, what);
  }
  for (const query of ['', '?caseId=x', '?caseId=%00', `?caseId=${story.caseId}&x=1`]) {
    const headers = { 'content-type': type };
    const url = `/api/attachments${query}`;
    expectRefusal(await ask(route, { url, payload: part('x'), headers }), query);
  }
});

describe('a web hook that carries nonsense, though signed', () => {
  const hooks = [...expectedAccess]
    .filter(([name, row]) => name.includes('/twilio/') && row.public === 'keyed')
    .map(([name]) => name.replace('POST ', ''));

  test.each(hooks)('%s is answered and stores nothing', async (path) => {
    const queries = [
      '',
      '?call=x',
      '?delivery=x',
      '?turn=x',
      '?call=%00',
      '?delivery=%00&reading=x',
    ];
    const bad: Record<string, string>[] = [{ CallSid: '' }, { CallSid: 'C'.repeat(100) }];
    bad.push({ CallSid: 'a\0b' }, { CallSid: '', Digits: '\0', From: '+'.repeat(5_000) });
    for (const query of queries) {
      for (const form of bad) {
        const answer = await signed(`${path}${query}`, form);
        expect(answer.status, `${path}${query} ${JSON.stringify(form).slice(0, 60)}`).toBeLessThan(
          500,
        );
      }
    }
  });
});

/** Sends a signed form. The signature covers what arrives: text as UTF-8 holds it. */
async function signed(url: string, form: Record<string, string>) {
  const face = faceOf(city);
  let status = 0;
  const noting = new Story({
    ...face,
    request: async (request) => {
      const answer = await face.request(request);
      status = answer.status;
      return { ...answer, status: 200 };
    },
  });
  await noting.carrierAsks(url, form);
  return { status };
}
