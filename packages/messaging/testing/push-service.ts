import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { decrypt } from 'http_ece';
import { z } from 'zod';

const Claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string() });
const DAY_SECONDS = 24 * 3600;

/** A message as the browser it is for reads it. */
export interface PushedMessage {
  readonly data: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
}

/** A browser that has subscribed at the service. */
export interface PushedBrowser {
  readonly subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** What has been taken for it, decrypted. */
  readonly messages: PushedMessage[];
  /** How the service answers from now on; each of these once, then 201. */
  answers: number[];
}

/**
 * A push service on this machine, as strict as the real ones: it takes only what the city's key has
 * signed for it (RFC 8292), and the browser behind it decrypts each message (RFC 8291), so that
 * what is wrong with either is an answer of 4xx here as well.
 */
export async function startPushService() {
  let signedBy = '';
  const browsers = new Map<string, PushedBrowser & { open(body: Buffer): unknown }>();
  const server = createServer(async (request, reply) => {
    const body = await buffer(request);
    const browser = browsers.get(request.url ?? '');
    if (!browser) return reply.writeHead(404).end();
    const fault = faultOf(request, `http://${host}`, signedBy);
    if (fault) return reply.writeHead(403).end(fault);
    const status = browser.answers.shift() ?? 201;
    if (status === 201) {
      const data = browser.open(body) as Record<string, unknown>;
      browser.messages.push({ data, headers: request.headers });
    }
    reply.writeHead(status, { location: `http://${host}/message/1` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    host,
    /** Subscribes a browser with the city's public key, as its app does. */
    subscribe(publicKey: string): PushedBrowser {
      signedBy = publicKey;
      const privateKey = createECDH('prime256v1');
      const p256dh = privateKey.generateKeys('base64url');
      const auth = randomBytes(16).toString('base64url');
      const path = `/send/${randomBytes(12).toString('base64url')}`;
      const browser = {
        subscription: { endpoint: `http://${host}${path}`, keys: { p256dh, auth } },
        messages: [],
        answers: [],
        open: (body: Buffer): unknown =>
          JSON.parse(
            decrypt(body, { version: 'aes128gcm', privateKey, authSecret: auth }).toString(),
          ),
      };
      browsers.set(path, browser);
      return browser;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What a push service would refuse, in words; null for nothing. */
function faultOf({ headers }: IncomingMessage, origin: string, signedBy: string): string | null {
  if (!/^\d+$/.test(String(headers.ttl))) return 'no TTL';
  if (headers['content-encoding'] !== 'aes128gcm') return 'not encrypted by RFC 8291';
  const [, token = '', key = ''] =
    /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== signedBy) return 'not the key of the subscription';
  const [head = '', payload = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString('base64url'),
  );
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const signed = Buffer.from(`${head}.${payload}`);
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', signed, how, Buffer.from(signature, 'base64url'))) return 'not signed';
  const { aud, exp, sub } = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (aud !== origin) return 'signed for another service';
  if (!/^(https:|mailto:)/.test(sub)) return 'names nobody to ask';
  const now = (performance.timeOrigin + performance.now()) / 1000;
  return exp > now && exp <= now + DAY_SECONDS ? null : 'signed for another day';
}
