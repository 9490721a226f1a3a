import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';

export interface SupervisedChild {
  /** The process as it runs now; undefined between a fall and the next start. */
  readonly pid: number | undefined;
  /** Ends the child for good. */
  stop(): Promise<void>;
}

const RESTART_MS = 500;
const READY_MS = 60_000;

/**
 * Starts a TypeScript entry of ours as a child that prints one JSON line `{"ready":true}` when it
 * is up, and starts it again whenever it falls. The child ends by itself when its standard input
 * closes, so it never outlives this process, not even a kill -9 of it. Resolves once first ready.
 * @throws when it does not become ready within 60 s.
 */
export async function superviseChild(options: {
  name: string;
  entry: string;
  env: Readonly<Record<string, string>>;
  log: Logger;
}): Promise<SupervisedChild> {
  const { name, entry, env, log } = options;
  let current: ChildProcess | undefined;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;

  const launch = (onReady: () => void, onFall: (code: number | null) => void): void => {
    const child = spawn(process.execPath, [entry], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    current = child;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) onReady();
      else log.info({ child: name, line });
    });
    child.once('exit', (code) => {
      current = undefined;
      if (!stopping) onFall(code);
    });
  };
  const again = (code: number | null): void => {
    log.error({ child: name, code }, 'a supervised process fell; starting it again');
    restart = setTimeout(() => launch(() => log.info({ child: name }, 'back'), again), RESTART_MS);
  };

  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} did not become ready`)), READY_MS);
    launch(
      () => {
        clearTimeout(late);
        resolve();
      },
      (code) => {
        clearTimeout(late);
        reject(new Error(`${name} ended with ${code} before it was ready`));
        again(code);
      },
    );
  }).catch((error: unknown) => {
    stopping = true;
    clearTimeout(restart);
    current?.kill('SIGKILL');
    throw error;
  });

  return {
    get pid() {
      return current?.pid;
    },
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      const child = current;
      if (!child) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(force);
    },
  };
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
