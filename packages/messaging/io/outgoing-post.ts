import { lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { App } from '@1999/platform';
import { CannotDeliver } from '../channels/registries.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 64 * 1024;

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(net, bits, 'ipv6');
}

/** Whether an address is one of a private network, this machine, or a cloud's own services. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const ip = mapped ?? address;
  return inside.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * An address somebody has given us, if we may post to it: https to the open internet, or a host
 * the operator has allowed (`OUTGOING_HOSTS`). What a name stands for is seen at the connection.
 * @throws CannotDeliver for an address that is not allowed.
 */
export function checkedAddress(app: App, address: string): { url: URL; allowed: boolean } {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.username || url.password) throw new CannotDeliver('addressInvalid');
  const allowed = app.config.outgoingHosts?.includes(url.host) ?? false;
  if (url.protocol !== 'https:' && !(allowed && url.protocol === 'http:')) {
    throw new CannotDeliver('addressNotAllowed');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowed && isIP(host) && isInside(host)) throw new CannotDeliver('addressNotAllowed');
  return { url, allowed };
}

/**
 * Posts to an address somebody has given us, see `checkedAddress`. It is checked again at the
 * connection itself, so a name that changes its mind reaches nothing inside. Redirects are not
 * followed.
 * @throws CannotDeliver for an address that is not allowed.
 */
export async function outgoingPost(
  app: App,
  address: string,
  headers: Record<string, string>,
  body: string | Buffer,
): Promise<{ status: number; body: string }> {
  const { url, allowed } = checkedAddress(app, address);
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    agent: false,
    ...(allowed ? {} : { lookup: outsideOnly }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_ANSWER) answer.destroy(new Error('the answer is too long'));
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const outsideOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const first = found?.[0];
    if (error || !first) return callback(error ?? new Error('no address'), '', 4);
    if (found.some(({ address }) => isInside(address))) {
      return callback(new CannotDeliver('addressNotAllowed'), '', 4);
    }
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  });
};
