import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type HotlineProcess, startHotlineProcess } from '@1999/e2e/support/hotline-process';
import { until } from '@1999/platform/testing';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hotline: HotlineProcess;
beforeAll(async () => {
  hotline = await startHotlineProcess({ TWILIO_API_URL: 'http://127.0.0.1:9' });
});
afterAll(() => hotline?.stop());

/** A connection that stays open, for requests written by hand. */
async function openLine(): Promise<{ socket: Socket; heard: () => string }> {
  const { port } = new URL(hotline.url);
  const socket = connect(Number(port), '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return { socket, heard: () => heard };
}

test('at SIGTERM a request under way is finished, /ready says no, and live sockets are let go', async () => {
  const credentials = JSON.stringify({ username: 'supervisor1', password: 'demo1999' });
  const head = `host: x\r\ncontent-type: application/json\r\ncontent-length: ${credentials.length}`;
  const signedIn = await fetch(`${hotline.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: credentials,
  });
  const { accessToken: token } = await signedIn.json();
  const live = io(hotline.url, { transports: ['websocket'], auth: { token }, reconnection: false });
  await live.timeout(10_000).emitWithAck('subscribe', { topics: ['board'] });
  const disconnected = new Promise((resolve) => live.once('disconnect', resolve));

  const slow = await openLine();
  slow.socket.write(`POST /api/session HTTP/1.1\r\n${head}\r\n\r\n${credentials.slice(0, 10)}`);
  const balancer = await openLine();
  balancer.socket.write('GET /ready HTTP/1.1\r\nhost: x\r\n\r\n');
  await until(() => balancer.heard().includes('200 OK'));

  const stopped = hotline.terminate();
  await until(async () => {
    const answer = await fetch(`${hotline.url}/ready`).catch(() => null);
    return answer?.status !== 200;
  });
  slow.socket.write(credentials.slice(10));
  await until(() => slow.heard().includes('accessToken'));
  expect(slow.heard()).toContain('200 OK');
  await disconnected;
  expect(await stopped).toBe(0);
  balancer.socket.destroy();
  slow.socket.destroy();
}, 60_000);
