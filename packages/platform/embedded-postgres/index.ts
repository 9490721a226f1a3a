import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packagedNative, usableNative } from './binaries.ts';
import { lockDataDir } from './data-dir-lock.ts';
import type { GuardianMessage, GuardianOrder } from './guardian-protocol.ts';
import { initCluster, OWNER, ownerPassword } from './init-cluster.ts';
import { chooseRunAs } from './run-as.ts';

export { DataDirInUse } from './data-dir-lock.ts';

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** The owner's connection string, `postgres://…@127.0.0.1:PORT/postgres`. */
  url: string;
  port: number;
  /** The postmaster's pid now; it changes when the guardian had to restart a fallen server. */
  readonly pid: number;
  /** The pid of the process that stops PostgreSQL when this one dies. */
  readonly guardianPid: number;
  /** Stops PostgreSQL (fast, then at once) and lets the data directory go. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made when absent. Holds the cluster, its password, its log and the lock. */
  dataDir: string;
  /** PostgreSQL's port on 127.0.0.1; a free one by default. */
  port?: number;
  /** A cluster that nobody will miss, as a test's: it never waits for the disk. */
  throwaway?: boolean;
  /** This server's HTTP port, named to whoever tries to use the same data directory. */
  httpPort?: number;
  log?: (line: string) => void;
  /** Folder of the PostgreSQL binaries; by default that of the installed platform package. */
  native?: string;
}

/**
 * Starts PostgreSQL on `dataDir` under a guardian process, making the cluster when there is none.
 * The server stops when this process ends, however it ends.
 * @throws DataDirInUse when another live process has this data directory.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => {});
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataDir(dataDir, { pid: process.pid, httpPort: options.httpPort });
  try {
    const clusterDir = join(dataDir, 'postgres');
    const runAs = chooseRunAs(clusterDir);
    const native = usableNative(options.native ?? packagedNative(), dataDir, runAs);
    const password = ownerPassword(dataDir, clusterDir);
    await initCluster({ dataDir, clusterDir, native, password, runAs });
    const guardian = new Guardian(
      {
        native,
        clusterDir,
        runAs,
        port: options.port,
        throwaway: options.throwaway ?? false,
        lockFile: join(dataDir, 'guardian.lock'),
        logFile: join(dataDir, 'postgres.log'),
      },
      log,
    );
    const port = await guardian.start();
    return {
      url: `postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`,
      port,
      get pid() {
        return guardian.postmasterPid;
      },
      get guardianPid() {
        return guardian.pid;
      },
      async stop() {
        await guardian.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** This process's end of the guardian: starts it, starts it again when it dies, stops it. */
class Guardian {
  postmasterPid = 0;
  #order: GuardianOrder;
  readonly #log: (line: string) => void;
  #process: ChildProcess | undefined;
  #stopping = false;

  constructor(order: GuardianOrder, log: (line: string) => void) {
    this.#order = order;
    this.#log = log;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Resolves with the port when PostgreSQL takes connections. */
  start(): Promise<number> {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = fork(join(import.meta.dirname, 'guardian.ts'), [JSON.stringify(this.#order)], {
      detached: true,
      execArgv: [],
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#process = child;
    return new Promise((resolve, reject) => {
      child.on('message', (message: GuardianMessage) => {
        if (message.type === 'log') this.#log(message.line);
        if (message.type === 'failed') {
          reject(new Error(`PostgreSQL did not start: ${message.reason}`));
        }
        if (message.type === 'ready') {
          this.postmasterPid = message.pid;
          this.#order = { ...this.#order, port: message.port };
          this.#log(
            `PostgreSQL ${message.adopted ? 'found running' : 'ready'} ` +
              `on 127.0.0.1:${message.port} (process ${message.pid})`,
          );
          // From here on it shall not keep this process alive by itself.
          child.unref();
          child.channel?.unref();
          resolve(message.port);
        }
      });
      child.once('error', reject);
      child.once('exit', (code) => {
        reject(new Error(`The guardian of PostgreSQL ended early (${code}).`));
        if (!this.#stopping && this.postmasterPid !== 0) void this.#startAgain();
      });
    });
  }

  /** The guardian was killed; its PostgreSQL runs on, and a new guardian adopts it. */
  async #startAgain(): Promise<void> {
    this.#log('the guardian of PostgreSQL was killed; starting another');
    while (!this.#stopping) {
      try {
        await this.start();
        return;
      } catch (error) {
        this.#log(String(error));
        await delay(500, undefined, { ref: false });
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const exited = new Promise((resolve) => child.once('exit', resolve));
    if (child.connected) child.disconnect();
    await exited;
  }
}
