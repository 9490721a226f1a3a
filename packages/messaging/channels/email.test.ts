import type { AddressInfo } from 'node:net';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { messaging } from '../index.ts';
import { isInside } from '../io/outgoing-post.ts';
import { email } from './email.ts';

let city: TestApp;
let server: SMTPServer;
let mails: string[];
beforeEach(async () => {
  mails = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith('nobody@')
          ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  const config = { smtpUrl: `smtp://127.0.0.1:${port}`, smtpFrom: '1999@city.test' };
  city = await startTestApp({ modules: [messaging], config });
});
afterEach(async () => {
  await city?.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
});

const message = { deliveryId: 'd1', text: 'Order INS1: a tree', locale: 'en' } as const;

test('an e-mail leaves by SMTP as plain text, with the delivery as its message id', async () => {
  const { providerRef } = await email.send(city.app, { ...message, to: 'duty@agency.test' });
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain('To: duty@agency.test');
  expect(mails[0]).toContain('From: 1999@city.test');
  expect(mails[0]).toContain('Subject: Order INS1: a tree');
  expect(mails[0]).toContain('Content-Type: text/plain');
  expect(mails[0]).toContain(`Message-ID: ${providerRef}`);
});

test('both languages stand in one e-mail, Chinese first, with the way to the order under them', async () => {
  await email.send(city.app, {
    ...message,
    to: 'duty@agency.test',
    text: '派工單 INS1\n一棵樹',
    textEn: 'Order INS1\nA tree',
    facts: { link: 'https://1999.test/agency/orders/1' },
  });
  const [head = '', body = ''] = (mails[0] ?? '').split(/\r\n\r\n(.*)/s);
  expect(head).toContain('Subject: =?UTF-8?');
  expect(head).toContain('Content-Transfer-Encoding: quoted-printable');
  const bytes = body
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const read = Buffer.from(bytes, 'latin1').toString().replaceAll('\r', '').trim();
  expect(read).toBe('一棵樹\n\nA tree\n\nhttps://1999.test/agency/orders/1');
});

test('a mailbox that does not exist is not tried again', async () => {
  const sent = email.send(city.app, { ...message, to: 'nobody@agency.test' });
  await expect(sent).rejects.toMatchObject({ reason: 'mail550' });
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['169.254.169.254', true],
  ['::1', true],
  ['::ffff:192.168.1.1', true],
  ['fd00::1', true],
  ['8.8.8.8', false],
  ['2001:4860:4860::8888', false],
])('a web hook takes %s for an inside address: %s', (address, expected) => {
  expect(isInside(address)).toBe(expected);
});
