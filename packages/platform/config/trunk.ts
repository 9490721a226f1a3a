import { ConfigError } from './config-error.ts';

/** An engine that answers the city's SIP trunk and is steered by Asterisk's REST interface. */
export interface TrunkEngine {
  /** Its host and port: what the rows call it by. */
  readonly name: string;
  /** With `/ari` at its end and no slash. */
  readonly url: string;
}

/** `ARI_URL` and beside: the engines of a SIP trunk. */
export interface TrunkConfig {
  readonly engines: readonly TrunkEngine[];
  readonly user: string;
  readonly password: string;
  /** Where a number outside is dialled: `{number}` stands for it. */
  readonly endpoint: string;
  /** The number that those who are rung see. */
  readonly number: string;
}

/** @throws ConfigError naming the variable at fault. */
export function readTrunk(env: NodeJS.ProcessEnv): TrunkConfig | undefined {
  const { ARI_URL, ARI_USER: user, ARI_PASSWORD: password } = env;
  if (!ARI_URL && !user && !password) return undefined;
  if (!ARI_URL || !user || !password) {
    throw new ConfigError('ARI_URL, ARI_USER and ARI_PASSWORD go together.');
  }
  const endpoint = env.SIP_TRUNK_ENDPOINT || 'PJSIP/{number}@trunk';
  if (!endpoint.includes('{number}')) {
    throw new ConfigError(`SIP_TRUNK_ENDPOINT=${endpoint} says nowhere {number}.`);
  }
  const engines = ARI_URL.split(',').map(engineAt);
  return { engines, user, password, endpoint, number: env.SIP_TRUNK_NUMBER || '1999' };
}

function engineAt(address: string): TrunkEngine {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`ARI_URL=${address} is not http://host:port.`);
  }
  const path = url.pathname.replace(/\/$/, '') || '/ari';
  return { name: url.host, url: `${url.origin}${path}` };
}
