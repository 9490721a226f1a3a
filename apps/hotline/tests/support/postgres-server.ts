import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@1999/platform';
import { createDatabase, databaseUrl, until } from '@1999/platform/testing';
import postgres from 'postgres';

const run = promisify(execFile);
const BIN = process.env.POSTGRESQL_15_BIN ?? '/usr/lib/postgresql/15/bin';

/** A PostgreSQL server that is not ours, with an empty database. */
export interface PostgresServer {
  readonly url: string;
  /** Its version, such as `15.14`. */
  readonly version: string;
  /** Takes it down, as for a repair, and brings it back; resolves once it answers again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Debian's PostgreSQL 15 on a cluster of its own, as the user postgres when this is root. Where it
 * is not installed, a new database of the server at `fallbackUrl`.
 */
export async function startPostgresServer(fallbackUrl: string): Promise<PostgresServer> {
  if (existsSync(join(BIN, 'postgres'))) return startDebians();
  const name = `server_${process.pid}`;
  await createDatabase(fallbackUrl, name);
  const url = databaseUrl(fallbackUrl, name);
  // Somebody else's server cannot be taken down: its connections are ended instead.
  const restart = () => endBackends(url);
  return { url, version: await versionOf(url), restart, stop: async () => {} };
}

async function startDebians(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), '1999-postgres-'));
  const asRoot = userInfo().uid === 0;
  if (asRoot) {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(idOfPostgres));
    await chown(folder, uid ?? 0, gid ?? 0);
  }
  const lowered = (program: string, args: string[]): [string, string[]] =>
    asRoot
      ? ['/sbin/runuser', ['-u', 'postgres', '--', join(BIN, program), ...args]]
      : [join(BIN, program), args];
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
  await run(...lowered('initdb', initdb), { cwd: folder });
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const url = `postgres://owner@127.0.0.1:${port}/postgres`;
  let gone: Promise<unknown> = Promise.resolve();
  const start = async () => {
    const server = spawn(...lowered('postgres', args), { cwd: folder, stdio: 'ignore' });
    gone = new Promise((resolve) => server.once('exit', resolve));
    await until(() => versionOf(url).then(Boolean, () => false), 30_000);
  };
  const takeDown = async () => {
    await run(...lowered('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']), { cwd: folder });
    await gone;
  };
  await start();
  return {
    url,
    version: await versionOf(url),
    restart: async () => {
      await takeDown();
      await start();
    },
    stop: async () => {
      await takeDown();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ends every connection to the database but the one that says so. */
export async function endBackends(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()
        and datname = current_database()`;
  } finally {
    await sql.end();
  }
}

async function idOfPostgres(flag: string): Promise<number> {
  return Number((await run('/usr/bin/id', [flag, 'postgres'])).stdout);
}

async function versionOf(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    const [row] = await sql<{ server_version: string }[]>`show server_version`;
    return row?.server_version ?? '';
  } finally {
    await sql.end();
  }
}
