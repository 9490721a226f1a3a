import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagedNative } from './binaries.ts';

interface Holder {
  process: ChildProcess;
  url: string;
  pid: number;
  guardianPid: number;
}

let folder: string;
let dataDir: string;
let holders: Holder[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-postgres-')); // 0700, as a home may be
  dataDir = join(folder, 'data');
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) {
    holder.process.kill('SIGKILL');
    await gone(holder.guardianPid);
    if (alive(holder.pid)) process.kill(holder.pid, 'SIGKILL');
    await gone(holder.pid);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function spawnHolder(native = ''): ChildProcess {
  return spawn(
    process.execPath,
    [join(import.meta.dirname, 'fixtures/holder-process.ts'), dataDir, '4242', native],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

async function startHolder(native?: string): Promise<Holder> {
  const child = spawnHolder(native);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const complaint = text(child.stderr);
  const line = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  if (line.done) throw new Error(`the holder did not start: ${await complaint}`);
  const holder: Holder = { process: child, ...JSON.parse(line.value) };
  holders.push(holder);
  return holder;
}

function alive(pid: number): boolean {
  try {
    // A zombie has ended; only its parent has not asked yet.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (alive(pid)) await delay(10);
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await gone(pid);
}

async function asOwner<T>(holder: Holder, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(holder.url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const commitRow = (holder: Holder, note: string) =>
  asOwner(holder, async (sql) => {
    await sql`create table if not exists kept (note text)`;
    await sql`insert into kept values (${note})`;
  });

const committed = (holder: Holder) =>
  asOwner(holder, async (sql) => (await sql`select note from kept`).map((row) => row.note));

test('a new cluster sorts by code point, keeps its durability on and hears this machine only', async () => {
  const holder = await startHolder();
  await asOwner(holder, async (sql) => {
    const [database] = await sql`
      select datlocprovider::text as provider, datlocale, pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`;
    expect(database).toEqual({ provider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' });
    const settings = await sql`
      select name, setting from pg_settings where name in
      ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'password_encryption')`;
    expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      password_encryption: 'scram-sha-256',
    });
  });
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  const stranger = postgres(holder.url.replace(/owner:[^@]+/, 'owner:guess'), { max: 1 });
  await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
});

test('when node is killed the database stops, and a committed row is there at the next start', async () => {
  const first = await startHolder();
  await commitRow(first, 'before the kill');
  await kill(first.process.pid ?? 0);
  const second = await startHolder(); // may begin while the first database is still stopping
  expect(alive(first.pid)).toBe(false);
  expect(alive(first.guardianPid)).toBe(false);
  expect(await committed(second)).toEqual(['before the kill']);
});

test('when node and the postmaster are killed a committed row survives', async () => {
  const first = await startHolder();
  await commitRow(first, 'before both kills');
  process.kill(first.process.pid ?? 0, 'SIGKILL');
  await kill(first.pid);
  const second = await startHolder();
  expect(await committed(second)).toEqual(['before both kills']);
});

test('when node and the guardian are killed the next start adopts the proven orphan', async () => {
  const first = await startHolder();
  await commitRow(first, 'kept by the orphan');
  process.kill(first.guardianPid, 'SIGKILL');
  await kill(first.process.pid ?? 0);
  await gone(first.guardianPid);
  if (alive(first.guardianPid) || !alive(first.pid)) throw new Error('no orphan to adopt');
  const second = await startHolder();
  expect(second.pid).toBe(first.pid);
  expect(await committed(second)).toEqual(['kept by the orphan']);
  await kill(second.process.pid ?? 0); // and the adopted server stops with its new master
  await gone(second.pid);
});

test('a postmaster that fell is started again beneath a server that lives on', async () => {
  const holder = await startHolder();
  await commitRow(holder, 'before the fall');
  await kill(holder.pid);
  let rows: string[] | undefined;
  while (!rows) rows = await committed(holder).catch(() => undefined);
  expect(rows).toEqual(['before the fall']);
  expect(holder.process.exitCode).toBe(null);
});

test('a second start beside a running one ends non-zero and names the pid and port of the holder', async () => {
  const holder = await startHolder();
  const second = spawnHolder();
  if (!second.stderr) throw new Error('no pipe');
  const [complaint, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')]);
  expect(code).toBe(1);
  expect(complaint).toContain(`process ${holder.process.pid}`);
  expect(complaint).toContain('port 4242');
  await commitRow(holder, 'undisturbed');
});

test('Ctrl-C stops server and database, and a committed row survives', async () => {
  const first = await startHolder();
  await commitRow(first, 'before Ctrl-C');
  first.process.kill('SIGINT');
  const [code] = await once(first.process, 'exit');
  expect(code).toBe(0);
  expect(alive(first.pid)).toBe(false);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  expect(existsSync(join(dataDir, 'holder.json'))).toBe(false);
  expect(await committed(await startHolder())).toEqual(['before Ctrl-C']);
});

test('a postmaster.pid whose number now belongs to another program is cleared', async () => {
  const first = await startHolder();
  await commitRow(first, 'before the pid went round');
  process.kill(first.process.pid ?? 0, 'SIGKILL');
  await kill(first.pid);
  await gone(first.guardianPid);
  const { uid, gid } = statSync(join(dataDir, 'postgres'));
  const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {});
  try {
    await once(other, 'spawn');
    const file = join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(file, `${other.pid}\n${join(dataDir, 'postgres')}\n0\n5\n\n\n\nready\n`);
    expect(await committed(await startHolder())).toEqual(['before the pid went round']);
    expect(other.exitCode).toBe(null); // the innocent program was left alone
  } finally {
    other.kill('SIGKILL');
  }
});

test('library links that --ignore-scripts left out are restored, below a closed home too', async () => {
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const native = join(home, 'native');
  cpSync(packagedNative(), native, { recursive: true, verbatimSymlinks: true });
  cpSync(join(packagedNative(), '../package.json'), join(home, 'package.json'));
  const links: { target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { target } of links) rmSync(join(home, target), { force: true });
  const holder = await startHolder(native);
  await commitRow(holder, 'with its libraries');
  for (const { target } of links) {
    expect(lstatSync(join(home, target)).isSymbolicLink()).toBe(true);
  }
  chmodSync(home, 0o755);
});
