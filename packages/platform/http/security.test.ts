import type { InjectOptions } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import type { Config } from '../config/config.ts';
import { ErrorBody } from '../contract.ts';
import type { Module } from '../module/module.ts';
import { startTestApp, type TestApp, testConfig } from '../testing/test-app.ts';

const room: Module = {
  name: 'security-test',
  access: { 'survey.answer': { public: 'own' } },
  routes: (server) => {
    server.get('/api/who', { config: { open: 'test' } }, ({ ip, protocol, host }) => ({
      ip,
      protocol,
      host,
    }));
    for (const url of ['/api/answers', '/api/others']) {
      server.post(url, { config: { action: 'survey.answer', limit: 'publicWrite' } }, () => 'ok');
    }
  },
};

let city: TestApp;
afterEach(() => city.close());

async function start(config: Partial<Config>): Promise<void> {
  city = await startTestApp({ modules: [room], config });
}

const ask = (request: InjectOptions) => city.server.inject(request);

describe('a caller’s address', () => {
  const forged = {
    url: '/api/who',
    remoteAddress: '203.0.113.9',
    headers: {
      'x-forwarded-for': '192.0.2.1, 192.0.2.2',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-host': 'evil.example',
    },
  };

  test('cannot be invented by the caller', async () => {
    await start({});
    const answer = (await ask(forged)).json();
    expect(answer).toEqual({ ip: '203.0.113.9', protocol: 'http', host: 'localhost:80' });
  });

  test('is what a known proxy says; strangers are not asked', async () => {
    await start({ trustProxy: ['10.0.0.0/8'] });
    expect((await ask(forged)).json().ip).toBe('203.0.113.9');
    expect((await ask({ ...forged, remoteAddress: '10.1.2.3' })).json().ip).toBe('192.0.2.2');
    const behindTwo = { 'x-forwarded-for': '192.0.2.1, 203.0.113.7, 10.9.9.9' };
    const told = await ask({ ...forged, remoteAddress: '10.1.2.3', headers: behindTwo });
    expect(told.json().ip).toBe('203.0.113.7');
  });
});

describe('what everybody may write', () => {
  const from = (remoteAddress: string, url = '/api/answers') =>
    ask({ method: 'POST', url, remoteAddress });

  test('one address may write so often in a minute; the next is told when to come back', async () => {
    await start({ limits: { signIn: 9, publicWrite: 3, chat: 0 } });
    for (let n = 0; n < 3; n++) {
      const answer = await from('203.0.113.9');
      expect(answer.statusCode).toBe(200);
      expect(Object.keys(answer.headers).join()).not.toContain('ratelimit');
    }
    const refused = await from('203.0.113.9');
    expect(refused.statusCode).toBe(429);
    expect(ErrorBody.strict().parse(refused.json()).code).toBe('too_many_requests');
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await from('203.0.113.10')).statusCode).toBe(200);
    expect((await from('203.0.113.9', '/api/others')).statusCode).toBe(200);
  });

  test('a forged address makes no second caller, and neighbours of IPv6 count as one', async () => {
    await start({ limits: { signIn: 9, publicWrite: 2, chat: 0 } });
    const statuses: number[] = [];
    for (const forged of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const headers = { 'x-forwarded-for': forged };
      const request = { method: 'POST', url: '/api/answers', headers } as const;
      statuses.push((await ask(request)).statusCode);
    }
    for (const end of ['1', '2', '3']) {
      statuses.push((await from(`2001:db8::${end}`)).statusCode);
    }
    expect(statuses).toEqual([200, 200, 429, 200, 200, 429]);
  });

  test('0 is no limit', async () => {
    await start({ limits: { signIn: 0, publicWrite: 0, chat: 0 } });
    for (let n = 0; n < 20; n++) expect((await from('203.0.113.9')).statusCode).toBe(200);
  });
});

describe('every answer tells the browser what not to do with it', () => {
  const https = { publicUrl: 'https://1999.example.gov.tw' };

  test.each([
    ['a page that is there', '/api/openapi.json', 200],
    ['one that is not', '/api/nothing', 404],
    ['one refused', '/api/answers', 404],
    ['the browsable page of the API', '/api/docs/', 200],
  ])('%s', async (_what, url, status) => {
    await start({});
    const { statusCode, headers } = await ask({ url });
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('scripts come from this origin alone; only the API’s page has one in the page', async () => {
    await start({ twilio: { ...testConfig().twilio, apiUrl: 'http://127.0.0.1:9' } });
    const own = (await ask({ url: '/api/who' })).headers['content-security-policy'];
    expect(own).toContain("script-src 'self';");
    expect(own).not.toContain('twilio');
    const docs = (await ask({ url: '/api/docs/' })).headers['content-security-policy'];
    expect(docs).toContain("script-src 'self' 'unsafe-inline';");
  });

  test('a page of a city with Twilio may speak to Twilio and to its own sockets', async () => {
    await start(https);
    const own = (await ask({ url: '/api/who' })).headers['content-security-policy'];
    expect(own).toContain('wss://1999.example.gov.tw');
    expect(own).toContain('wss://*.twilio.com');
  });

  test('a city under HTTPS is never visited without it again', async () => {
    await start({ ...https, demo: false });
    const { headers } = await ask({ url: '/api/who' });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });
});
