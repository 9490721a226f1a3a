import { BlockList, isIP } from 'node:net';
import { ConfigError } from './config-error.ts';

/** Proxies whose word about a caller's address (X-Forwarded-For) is taken; false is nobody's. */
export type TrustProxy = false | string[];

const NETS = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * `TRUST_PROXY`: the addresses or networks our own proxies speak from, with commas: `10.0.0.4`,
 * `192.168.0.0/16`, or by name `loopback`, `linklocal`, `uniquelocal`. Absent trusts nobody, so that
 * a caller cannot invent an address. A mere number of proxies is refused: it cannot tell a proxy
 * from somebody who comes to us directly. @throws ConfigError for anything else.
 */
export function readTrustProxy(value: string | undefined): TrustProxy {
  if (!value?.trim()) return false;
  const addresses = value.split(',').map((one) => one.trim());
  if (addresses.every(isAddressOrNet)) return addresses;
  throw new ConfigError(
    `TRUST_PROXY=${value}: give the addresses of your proxies, such as 10.0.0.4 or 10.0.0.0/8.`,
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
