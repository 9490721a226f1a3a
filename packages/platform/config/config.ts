import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { type Limits, readLimits } from './limits.ts';
import { type ModelConfig, readModel } from './model.ts';
import { readTrunk, type TrunkConfig } from './trunk.ts';
import { readTrustProxy, type TrustProxy } from './trust-proxy.ts';

export { ConfigError } from './config-error.ts';
export type { ModelConfig } from './model.ts';
export type { TrunkConfig, TrunkEngine } from './trunk.ts';

/** The parts of the platform one process may play. */
export type ProcessRole = 'all' | 'web' | 'worker';

/** Everything read from the environment, once, at start. */
export interface Config {
  readonly roles: readonly ProcessRole[];
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  /** The address people and carriers reach us at, without a trailing slash. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** The owner's address of a PostgreSQL server; absent means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The application role's own sign-in; absent means the owner's, lowered to the role. */
  readonly appDatabaseUrl: string | undefined;
  readonly secrets: Secrets;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** `TRUST_PROXY`: whose X-Forwarded-For is believed; nobody's unless told. */
  readonly trustProxy: TrustProxy;
  /** `LIMIT_SIGN_IN`, `LIMIT_PUBLIC_WRITE`: requests a minute from one address. */
  readonly limits: Limits;
  readonly twilio: TwilioConfig;
  /** `SMTP_URL`: the mail server, smtp://user:password@host:port; absent means no e-mail. */
  readonly smtpUrl?: string | undefined;
  /** `SMTP_FROM`: whom our e-mails come from. */
  readonly smtpFrom?: string | undefined;
  /** `OUTGOING_HOSTS`: host:port that web hooks may reach without https or on a private network. */
  readonly outgoingHosts?: readonly string[] | undefined;
  /** `EMERGENCY_110`, `EMERGENCY_119`: what the city's own trunk dials police and fire by. */
  readonly emergencyNumbers?: Readonly<Partial<Record<'110' | '119', string>>> | undefined;
  /** `OPENAI_API_KEY` and beside: the language model of the chatbot; absent means none. */
  readonly model?: ModelConfig | undefined;
  /** `TURN_URL`, `TURN_SECRET`: the relay of citizens behind strict networks; absent means none. */
  readonly turn?: { readonly urls: readonly string[]; readonly secret: string } | undefined;
  /** `ARI_URL` and beside: the engines of the city's own SIP trunk; absent means there is none. */
  readonly trunk?: TrunkConfig | undefined;
  /** Where the media peer of web and trunk calls listens; absent means there are none. */
  readonly mediaUrl: string | undefined;
  readonly logLevel: string;
  /** `DRAIN_NOTICE_SECONDS`: how long /ready says 503 before a process that ends stops listening. */
  readonly drainNoticeMs: number;
}

export interface Secrets {
  /** Signs access tokens and capability tokens. */
  readonly token: string;
  /** 32 bytes, base64: wraps every citizen's key. */
  readonly vaultMasterKey: string;
  /** 32 bytes, base64: keys the blind index of phone numbers. */
  readonly blindIndexKey: string;
  /** Shared with our own media peer and nobody else. */
  readonly media: string;
}

export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
  /** A carrier that is not api.twilio.com; absent means Twilio itself. */
  readonly apiUrl: string | undefined;
  /** What agents' browsers sign in to the carrier with; the account itself when absent. */
  readonly apiKey?: { readonly sid: string; readonly secret: string } | undefined;
  /** The TwiML application agents' browsers call. */
  readonly applicationSid?: string | undefined;
}

const SECRET_NAMES = {
  token: 'TOKEN_SECRET',
  vaultMasterKey: 'VAULT_MASTER_KEY',
  blindIndexKey: 'BLIND_INDEX_KEY',
  media: 'MEDIA_SECRET',
} as const;

/**
 * Reads the configuration. In demo mode missing secrets are generated once and kept under the data
 * folder (mode 0600); outside it every secret must be given.
 * @throws ConfigError naming the variable at fault.
 */
export async function readConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  const databaseUrl = env.DATABASE_URL || undefined;
  const roles = readRoles(env.ROLES ?? 'all');
  if (!databaseUrl && !roles.includes('all')) {
    throw new ConfigError(
      `ROLES=${env.ROLES} needs DATABASE_URL: only ROLES=all may use the embedded database.`,
    );
  }
  const port = Number(env.PORT ?? 1999);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new ConfigError(`PORT=${env.PORT} is not a port number.`);
  }
  const demo = env.DEMO ? env.DEMO === '1' : !env.TOKEN_SECRET;
  const dataDir = resolve(env.DATA_DIR ?? '.data');
  const secrets = await readSecrets(env, demo, dataDir);
  const tls = await readTls(env);
  return {
    roles,
    demo,
    host: env.HOST ?? '0.0.0.0',
    port,
    publicUrl: (env.PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${port}`).replace(
      /\/$/,
      '',
    ),
    dataDir,
    databaseUrl,
    appDatabaseUrl: env.APP_DATABASE_URL || undefined,
    secrets,
    tls,
    trustProxy: readTrustProxy(env.TRUST_PROXY),
    limits: readLimits(env, demo),
    twilio: readTwilio(env, secrets),
    smtpUrl: env.SMTP_URL || undefined,
    smtpFrom: env.SMTP_FROM || undefined,
    outgoingHosts: env.OUTGOING_HOSTS?.split(',').map((host) => host.trim()),
    emergencyNumbers: readEmergencyNumbers(env, demo),
    model: readModel(env),
    turn: readTurn(env),
    trunk: readTrunk(env),
    mediaUrl: env.MEDIA_URL || undefined,
    logLevel: env.LOG_LEVEL ?? 'info',
    drainNoticeMs: readSeconds(env, 'DRAIN_NOTICE_SECONDS', 0) * 1000,
  };
}

/** `TURN_URL` may name several addresses, with commas: udp, tcp and tls of one relay. */
function readTurn(env: NodeJS.ProcessEnv): Config['turn'] {
  const { TURN_URL, TURN_SECRET: secret } = env;
  if (!TURN_URL && !secret) return undefined;
  if (!TURN_URL || !secret) throw new ConfigError('TURN_URL and TURN_SECRET go together.');
  const urls = TURN_URL.split(',').map((url) => url.trim());
  const wrong = urls.find((url) => !/^turns?:[^/\s]+$/.test(url));
  if (wrong) throw new ConfigError(`TURN_URL=${wrong} is not turn:host:port or turns:host:port.`);
  return { urls, secret };
}

/** In a demo the local carrier's own telephones answer for police and fire. */
function readEmergencyNumbers(env: NodeJS.ProcessEnv, demo: boolean): Config['emergencyNumbers'] {
  const number = (name: '110' | '119') => env[`EMERGENCY_${name}`] || (demo ? name : undefined);
  const [police, fire] = [number('110'), number('119')];
  return { ...(police ? { '110': police } : {}), ...(fire ? { '119': fire } : {}) };
}

function readSeconds(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const seconds = Number(env[name] ?? otherwise);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new ConfigError(`${name}=${env[name]} is not a number of seconds.`);
}

function readRoles(value: string): ProcessRole[] {
  const known = ['all', 'web', 'worker'] as const;
  return value.split(',').map((name) => {
    const role = known.find((one) => one === name.trim());
    if (!role) throw new ConfigError(`ROLES=${value}: use ${known.join(', ')}, or fallback alone.`);
    return role;
  });
}

async function readSecrets(
  env: NodeJS.ProcessEnv,
  demo: boolean,
  dataDir: string,
): Promise<Secrets> {
  const given = Object.fromEntries(
    Object.entries(SECRET_NAMES).map(([key, name]) => [key, env[name] ?? '']),
  ) as Record<keyof Secrets, string>;
  const missing = (Object.keys(given) as (keyof Secrets)[]).filter((key) => !given[key]);
  for (const key of Object.keys(given) as (keyof Secrets)[]) {
    if (given[key] && given[key].length < 32) {
      throw new ConfigError(`${SECRET_NAMES[key]} is too short: give at least 32 characters.`);
    }
  }
  if (missing.length === 0) return given;
  if (!demo) {
    throw new ConfigError(
      `Outside demo mode every secret must be set: ${missing.map((key) => SECRET_NAMES[key]).join(', ')}.`,
    );
  }
  const kept = await demoSecrets(dataDir);
  return { ...kept, ...Object.fromEntries(Object.entries(given).filter(([, v]) => v)) } as Secrets;
}

async function demoSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'demo-secrets.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch {
    const fresh = () => randomBytes(32).toString('base64');
    const secrets: Secrets = {
      token: fresh(),
      vaultMasterKey: fresh(),
      blindIndexKey: fresh(),
      media: fresh(),
    };
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
    return secrets;
  }
}

async function readTls(env: NodeJS.ProcessEnv): Promise<Config['tls']> {
  if (!env.TLS_CERT && !env.TLS_KEY) return undefined;
  if (!env.TLS_CERT || !env.TLS_KEY) throw new ConfigError('TLS_CERT and TLS_KEY go together.');
  return {
    cert: await readFile(env.TLS_CERT, 'utf8'),
    key: await readFile(env.TLS_KEY, 'utf8'),
  };
}

function readTwilio(env: NodeJS.ProcessEnv, secrets: Secrets): TwilioConfig {
  return {
    accountSid: env.TWILIO_ACCOUNT_SID || `AC${'1999'.repeat(8)}`,
    authToken: env.TWILIO_AUTH_TOKEN || secrets.media.slice(0, 32),
    number: env.TWILIO_NUMBER || '+88671999',
    apiUrl: env.TWILIO_API_URL || undefined,
    apiKey:
      env.TWILIO_API_KEY && env.TWILIO_API_SECRET
        ? { sid: env.TWILIO_API_KEY, secret: env.TWILIO_API_SECRET }
        : undefined,
    applicationSid: env.TWILIO_APPLICATION_SID || undefined,
  };
}
