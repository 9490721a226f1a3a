import { ConfigError } from './config-error.ts';

/** How many requests a minute one address may send to each route of a kind; 0 is no limit. */
export interface Limits {
  /** Signing in; each try costs a password hash. An office behind one address begins its day so. */
  readonly signIn: number;
  /** What anybody may write without signing in: calls from the browser, survey answers. */
  readonly publicWrite: number;
  /** What one chat may be asked a minute. */
  readonly chat: number;
}

const NAMES = {
  signIn: 'LIMIT_SIGN_IN',
  publicWrite: 'LIMIT_PUBLIC_WRITE',
  chat: 'LIMIT_CHAT',
} as const;
const USUAL: Limits = { signIn: 120, publicWrite: 120, chat: 40 };
/** A demo's citizens and agents all come from one machine. */
const DEMO: Limits = { signIn: 6_000, publicWrite: 6_000, chat: 6_000 };

/** @throws ConfigError naming the variable that is no whole number. */
export function readLimits(env: NodeJS.ProcessEnv, demo: boolean): Limits {
  const usual = demo ? DEMO : USUAL;
  const read = (key: keyof Limits) => {
    const given = env[NAMES[key]];
    if (!given) return usual[key];
    if (!/^\d{1,9}$/.test(given)) {
      throw new ConfigError(`${NAMES[key]}=${given}: give how many a minute, or 0 for no limit.`);
    }
    return Number(given);
  };
  return { signIn: read('signIn'), publicWrite: read('publicWrite'), chat: read('chat') };
}
