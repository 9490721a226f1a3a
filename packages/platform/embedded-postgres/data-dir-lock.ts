import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Who uses a data directory: written beside the lock for people and error messages to read. */
export interface DataDirHolder {
  pid: number;
  /** Port of the holder's HTTP server, when it told. */
  httpPort?: number;
}

/** Another live process uses this data directory. */
export class DataDirInUse extends Error {
  readonly holder: DataDirHolder | undefined;

  constructor(dataDir: string, holder: DataDirHolder | undefined) {
    const port = holder?.httpPort === undefined ? '' : `, HTTP port ${holder.httpPort}`;
    const who = holder ? `process ${holder.pid}${port}` : 'another process';
    super(
      `資料目錄使用中 The data directory ${dataDir} is in use by ${who}. ` +
        'Stop that server first, or give this one its own DATA_DIR and PORT.',
    );
    this.name = 'DataDirInUse';
    this.holder = holder;
  }
}

/** A lock that the kernel drops when its process dies, however it dies. */
export interface HeldLock {
  release(): void;
}

/** Locks of this process. An unreferenced database would be collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes an exclusive lock on `file` without waiting; undefined when another process holds it.
 *
 * Node has no flock. SQLite's exclusive transaction is an advisory kernel lock on every platform,
 * is dropped by any kind of death, and never goes stale as a pid file does.
 */
export function tryLock(file: string): HeldLock | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === 5) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}

/**
 * Makes this process the only one that may use `dataDir`, and says so in `holder.json`.
 * @throws DataDirInUse naming the holder's pid and HTTP port.
 */
export function lockDataDir(dataDir: string, holder: DataDirHolder): HeldLock {
  const holderFile = join(dataDir, 'holder.json');
  const lock = tryLock(join(dataDir, 'server.lock'));
  if (!lock) throw new DataDirInUse(dataDir, readHolder(holderFile));
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  return {
    release() {
      rmSync(holderFile, { force: true });
      lock.release();
    },
  };
}

function readHolder(file: string): DataDirHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the holder is between taking the lock and writing its name
  }
}
