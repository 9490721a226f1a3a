import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { RunAs } from './run-as.ts';

/** The database's owner: migrations run as it, the application does not. */
export const OWNER = 'owner';

/** The owner's password, kept in a 0600 file of the server's user; made when there is no cluster. */
export function ownerPassword(dataDir: string, clusterDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(clusterDir)) {
    throw new Error(
      `資料庫密碼檔遺失 ${file} is missing, but the database in ${clusterDir} needs it.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return password;
}

/**
 * Makes the cluster with initdb unless it stands. It is built aside and renamed when whole, so a
 * kill in the middle leaves no half cluster. A lesser user is given paths by way of its own
 * working folder, which is open to it even when a folder further up (/root) is closed.
 */
export async function initCluster(options: {
  dataDir: string;
  clusterDir: string;
  native: string;
  password: string;
  runAs: RunAs | undefined;
}): Promise<void> {
  const { dataDir, clusterDir, native, password, runAs } = options;
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('postgres.new-')) {
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
  if (existsSync(clusterDir)) return;
  const aside = mkdtempSync(join(dataDir, 'postgres.new-'));
  const passwordFile = join(aside, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const cluster = join(aside, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  if (runAs)
    for (const path of [aside, passwordFile, cluster]) chownSync(path, runAs.uid, runAs.gid);
  const here = runAs ? '/proc/self/cwd' : cluster;
  const initdb = spawn(
    join(native, 'bin', 'initdb'),
    [
      ...['--pgdata', here, '--username', OWNER, '--pwfile', `${here}/../password`],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-instructions'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    {
      cwd: cluster,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...runAs,
    },
  );
  const exited = new Promise<number | null>((resolve, reject) => {
    initdb.once('error', reject);
    initdb.once('exit', resolve);
  });
  const [code, complaint] = await Promise.all([exited, text(initdb.stderr)]);
  if (code !== 0) throw new Error(`initdb failed (${code}): ${complaint.trim()}`);
  renameSync(cluster, clusterDir);
  rmSync(aside, { recursive: true, force: true });
}
