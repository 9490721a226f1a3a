import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@1999/platform';
import { until } from '@1999/platform/testing/until';

const MAIN = join(import.meta.dirname, '../../apps/hotline/src/main.ts');
const READY_MS = 180_000;
const copy = promisify(execFile);

/** The whole product as a newcomer starts it: a process of its own with its own data folder. */
export interface HotlineProcess {
  readonly url: string;
  readonly dataDir: string;
  /** What it printed so far. */
  readonly output: () => string;
  /** Ends it at once, as a power cut would; the data folder stays. */
  kill(): Promise<void>;
  /** Asks it to end in good order; the data folder stays. Its exit code, null when killed. */
  terminate(): Promise<number | null>;
  /** Starts it again on the same data folder and port. */
  start(): Promise<void>;
  /** Ends it in good order and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the hotline in demo mode on a free port and waits until it is ready. It starts on a copy of
 * the data folder that SEEDED_CITY names, if any, instead of making its own.
 */
export async function startHotlineProcess(
  env: Readonly<Record<string, string>> = {},
): Promise<HotlineProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), '1999-story-'));
  // Copied by the system's own program, which keeps whose file it is.
  if (process.env.SEEDED_CITY) await copy('cp', ['-a', `${process.env.SEEDED_CITY}/.`, dataDir]);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  let output = '';

  const start = async () => {
    const started = spawn(process.execPath, [MAIN], {
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        PUBLIC_URL: url,
        DATA_DIR: dataDir,
        DEMO: '1',
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    started.stdout.on('data', keep);
    started.stderr.on('data', keep);
    await untilReady(url, () => {
      if (started.exitCode !== null) throw new Error(`the hotline ended early:\n${output}`);
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode) return ending?.exitCode ?? null;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
    return ending.exitCode;
  };

  await start();
  return {
    url,
    dataDir,
    output: () => output,
    kill: async () => {
      await end('SIGKILL');
    },
    terminate: () => end('SIGTERM'),
    start,
    stop: async () => {
      await end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, stillRunning: () => void): Promise<void> {
  await until(async () => {
    stillRunning();
    const answer = await fetch(`${url}/ready`).catch(() => null);
    return answer?.ok ?? false;
  }, READY_MS);
}
