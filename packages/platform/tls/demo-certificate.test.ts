import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoCertificate } from './demo-certificate.ts';

const now = Temporal.Instant.from('2026-07-01T00:00:00Z');
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'demo-certificate-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test('a client that trusts the certificate reaches the machine by name and by address', async () => {
  // A TLS client judges by the machine's own time, so here the certificate must too.
  const machineNow = Temporal.Instant.fromEpochMilliseconds(Math.floor(performance.timeOrigin));
  const certificate = await demoCertificate(dataDir, machineNow);
  const server = createServer(certificate, (_, response) => response.end('1999'));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  try {
    for (const host of ['localhost', '127.0.0.1']) {
      const body = await new Promise<string>((resolve, reject) => {
        get({ host, port, ca: certificate.cert }, (response) => resolve(text(response))).once(
          'error',
          reject,
        );
      });
      expect(body).toBe('1999');
    }
  } finally {
    server.close();
  }
});

test('the certificate is kept between starts, and its key is for its owner alone', async () => {
  const first = await demoCertificate(dataDir, now, ['127.0.0.1']);
  expect(await demoCertificate(dataDir, now.add({ hours: 24 * 300 }), ['127.0.0.1'])).toEqual(
    first,
  );
  expect(statSync(join(dataDir, 'tls/demo-key.pem')).mode & 0o777).toBe(0o600);
});

test('it is made anew before it runs out, and when the machine has a new address', async () => {
  const first = await demoCertificate(dataDir, now, ['127.0.0.1']);
  const moved = await demoCertificate(dataDir, now, ['127.0.0.1', '192.0.2.7']);
  expect(moved.cert).not.toBe(first.cert);
  expect(new X509Certificate(moved.cert).checkIP('192.0.2.7')).toBe('192.0.2.7');
  const later = now.add({ hours: 24 * 340 });
  const renewed = await demoCertificate(dataDir, later, ['127.0.0.1']);
  expect(renewed.cert).not.toBe(moved.cert);
});
