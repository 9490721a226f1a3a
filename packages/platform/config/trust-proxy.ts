import { BlockList, isIP } from 'node:net';
import { ConfigError } from './config-error.ts';

/**
 * Whose word about a caller's address is taken (X-Forwarded-For): nobody's, that of so many
 * proxies in a row, or that of proxies at these addresses.
 */
export type TrustProxy = false | number | readonly string[];

const NETS = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * `TRUST_PROXY`: absent or 0 trusts nobody, so that a caller cannot invent an address; a number is
 * how many proxies stand in a row before us; else addresses or networks, with commas
 * (`10.0.0.4,192.168.0.0/16`, `loopback`). @throws ConfigError for anything else.
 */
export function readTrustProxy(value: string | undefined): TrustProxy {
  const given = value?.trim();
  if (!given || given === '0') return false;
  if (/^\d{1,2}$/.test(given)) return Number(given);
  const addresses = given.split(',').map((one) => one.trim());
  const wrong = addresses.find((one) => !isAddressOrNet(one));
  if (wrong === undefined) return addresses;
  throw new ConfigError(
    `TRUST_PROXY=${given}: give the number of proxies, or addresses such as 10.0.0.0/8.`,
  );
}

function isAddressOrNet(value: string): boolean {
  if (NETS.includes(value)) return true;
  const [address = '', bits, ...more] = value.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  if (!/^\d{1,3}$/.test(bits)) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), version === 6 ? 'ipv6' : 'ipv4');
    return true;
  } catch {
    return false;
  }
}
