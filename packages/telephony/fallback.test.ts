import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFallback, readFallbackConfig } from './fallback.ts';

const config = {
  authToken: 'known to the carrier and to us',
  ownUrl: 'https://spare.example',
  publicUrl: 'https://1999.example',
};
let server: Awaited<ReturnType<typeof buildFallback>>;
beforeAll(async () => {
  server = await buildFallback(config);
});
afterAll(() => server.close());

const ask = (path: string, form: Record<string, string>, token = config.authToken) => {
  const parts = Object.keys(form)
    .sort()
    .map((name) => name + form[name]);
  const signature = createHmac('sha1', token).update(config.ownUrl + path + parts.join(''));
  return server.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature.digest('base64'),
    },
    payload: new URLSearchParams(form).toString(),
  });
};
const fallback = '/telephony/twilio/fallback';

test('a caller is told to hold and to dial 119, and is sent back to the hotline', async () => {
  const { body } = await ask(fallback, { CallSid: 'CA1', FromCity: '' });
  expect(body).toContain('請立刻撥打119');
  expect(body).toContain('https://1999.example/telephony/twilio/voice?again=2');
});

test('after some rounds a message can be left, whose recording the hotline is told of', async () => {
  const ErrorUrl = 'https://1999.example/telephony/twilio/voice?again=3';
  const { body } = await ask(fallback, { CallSid: 'CA1', ErrorUrl });
  expect(body).toContain('<Record');
  expect(body).toContain('https://1999.example/telephony/twilio/message');
  expect((await ask(`${fallback}?left=1`, { CallSid: 'CA1' })).body).toContain('<Hangup');
});

test('nobody but the carrier is answered', async () => {
  expect((await ask(fallback, { CallSid: 'CA1' }, 'a guess')).statusCode).toBe(403);
  expect((await server.inject({ method: 'POST', url: fallback })).statusCode).toBe(403);
  expect((await server.inject('/live')).statusCode).toBe(200);
});

test('what is missing in its environment is named', () => {
  expect(() => readFallbackConfig({})).toThrow('TWILIO_AUTH_TOKEN');
  expect(() => readFallbackConfig({ TWILIO_AUTH_TOKEN: 'x' })).toThrow('PUBLIC_URL');
  const env = { TWILIO_AUTH_TOKEN: 'x', PUBLIC_URL: 'https://a.example/' };
  expect(readFallbackConfig(env)).toMatchObject({ ownUrl: 'https://a.example' });
});
