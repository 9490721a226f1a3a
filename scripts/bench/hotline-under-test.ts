import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { startHotlineProcess } from '../../e2e/support/hotline-process.ts';
import { startCarrier, Telephone } from './carrier.ts';
import { HttpClient } from './http-client.ts';

const PASSWORD = 'demo1999';

/** The whole product in a process of its own, with its embedded database, and ways to load it. */
export interface HotlineUnderTest {
  readonly url: string;
  /** The process of the application and the one that all of PostgreSQL's belong to. */
  readonly pids: { readonly app: number; readonly postmaster: number };
  readonly databaseUrl: string;
  /** The database itself, as its owner; for preparing and for looking, never for the work. */
  readonly sql: Sql;
  /** A telephone from which nobody has called before. */
  telephone(): Telephone;
  /** Somebody of the demo city, signed in. */
  signIn(username: string, connections?: number): Promise<SignedIn>;
}

export interface SignedIn {
  readonly http: HttpClient;
  readonly token: string;
  readonly userId: string;
  /** Takes a fresh token of the same session, as the web apps do; `http` goes on with it. */
  renew(): Promise<string>;
}

/** So many web hooks may be under way at once: a carrier is many machines. */
const HOOK_CONNECTIONS = 64;

/**
 * Runs `work` on a fresh hotline with a carrier that does nothing; both end with it, or when
 * `signal` aborts. @throws what `work` throws, or the signal's reason.
 */
export async function withHotline<T>(
  signal: AbortSignal,
  work: (hotline: HotlineUnderTest) => Promise<T>,
): Promise<T> {
  const undo: (() => unknown)[] = [];
  try {
    const carrier = await startCarrier();
    undo.push(carrier.close);
    const { url, dataDir, stop } = await startHotlineProcess({
      LOG_LEVEL: 'error',
      ...carrier.env,
    });
    undo.push(stop);
    const { pids, databaseUrl } = await insides(dataDir);
    const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} });
    undo.push(() => sql.end({ timeout: 1 }));
    const base = url.replace('localhost', '127.0.0.1');
    const hooks = new HttpClient(base, HOOK_CONNECTIONS);
    undo.push(() => hooks.close());
    const running = work({
      url,
      pids,
      databaseUrl,
      sql,
      telephone: () => new Telephone(hooks, url),
      signIn: async (username, connections = 1) => {
        const signedIn = await signIn(base, username, connections);
        undo.push(() => signedIn.http.close());
        return signedIn;
      },
    });
    return await Promise.race([running, rejectedBy(signal)]);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function signIn(base: string, username: string, connections: number): Promise<SignedIn> {
  const http = new HttpClient(base, connections);
  let cookies = '';
  const take = async (path: string, body: string): Promise<Session> => {
    const answer = await http.send('POST', path, body, {
      ...(body ? { 'content-type': 'application/json' } : {}),
      cookie: cookies,
    });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    const session = JSON.parse(answer.body) as Session;
    cookies = answer.cookies;
    http.authorise(session.accessToken);
    return session;
  };
  const credentials = JSON.stringify({ username, password: PASSWORD });
  const { accessToken, user } = await take('/api/session', credentials);
  const renew = async () => (await take('/api/session/refresh', '')).accessToken;
  return { http, token: accessToken, userId: user.id, renew };
}

interface Session {
  readonly accessToken: string;
  readonly user: { readonly id: string };
}

/** The processes and the owner's address, from the files a running hotline keeps by its data. */
async function insides(dataDir: string) {
  const read = (name: string) => readFile(join(dataDir, name), 'utf8');
  const holder = JSON.parse(await read('holder.json')) as { pid: number };
  const postmaster = (await read('postgres/postmaster.pid')).split('\n');
  const password = (await read('postgres.password')).trim();
  return {
    pids: { app: holder.pid, postmaster: Number(postmaster[0]) },
    databaseUrl: `postgres://owner:${password}@127.0.0.1:${postmaster[3]}/postgres`,
  };
}
