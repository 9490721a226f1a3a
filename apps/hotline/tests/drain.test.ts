import { once } from 'node:events';
import { connect } from 'node:net';
import { type HotlineProcess, startHotlineProcess } from '@1999/e2e/support/hotline-process';
import { until } from '@1999/platform/testing';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hotline: HotlineProcess;
beforeAll(async () => {
  hotline = await startHotlineProcess({
    TWILIO_API_URL: 'http://127.0.0.1:9',
    DRAIN_NOTICE_SECONDS: '2',
  });
});
afterAll(() => hotline?.stop());

test('at SIGTERM a load balancer is told first, a request under way is finished, and live sockets are let go', async () => {
  const body = JSON.stringify({ username: 'supervisor1', password: 'demo1999' });
  const headers = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${hotline.url}/api/session`, { method: 'POST', headers, body });
  const { accessToken: token } = await signedIn.json();
  const live = io(hotline.url, { transports: ['websocket'], auth: { token }, reconnection: false });
  await live.timeout(10_000).emitWithAck('subscribe', { topics: ['board'] });
  const disconnected = new Promise((resolve) => live.once('disconnect', resolve));

  // Half a request is under way when the signal comes; the other half follows it.
  const slow = connect(Number(new URL(hotline.url).port), '127.0.0.1');
  let heard = '';
  slow.on('data', (chunk) => {
    heard += chunk.toString();
  });
  await once(slow, 'connect');
  const head = `host: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  slow.write(`POST /api/session HTTP/1.1\r\n${head}\r\nexpect: 100-continue\r\n\r\n`);
  await until(() => heard.includes('100 Continue'));
  slow.write(body.slice(0, 10));

  const stopped = hotline.terminate();
  await until(async () => (await fetch(`${hotline.url}/ready`)).status === 503);
  expect((await fetch(`${hotline.url}/api/time`)).status).toBe(200);
  expect(live.connected).toBe(true);
  await disconnected;
  await until(async () => (await fetch(`${hotline.url}/ready`).catch(() => null)) === null);
  slow.write(body.slice(10));
  await until(() => heard.includes('accessToken'));
  expect(heard).toContain('200 OK');
  slow.destroy();
  expect(await stopped).toBe(0);
}, 60_000);
