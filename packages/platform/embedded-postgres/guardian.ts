/**
 * A small process between the server and PostgreSQL. It runs in a session of its own, so Ctrl-C in
 * a terminal does not reach PostgreSQL before the server has drained. It restarts a server that
 * fell, and stops it (fast, then at once) when the channel to its parent closes: the kernel closes
 * that channel on every kind of death, kill -9 included.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tryLock } from './data-dir-lock.ts';
import { type GuardianMessage, type GuardianOrder, serverSettings } from './guardian-protocol.ts';
import {
  clearRemains,
  findOrphan,
  readPostmasterFile,
  servesCluster,
  signal,
} from './postmaster.ts';

const STOP_PATIENCE_MS = 10_000;
const READY_POLL_MS = 15;
const RESTART_PAUSE_MS = 200;
const START_ATTEMPTS = 3;
const LOG_LIMIT_BYTES = 10_000_000;

const order: GuardianOrder = JSON.parse(process.argv[2] ?? '');
let log = openSync(order.logFile, 'a', 0o600);
let parentGone = false;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
process.once('disconnect', () => {
  parentGone = true;
});

function tell(message: GuardianMessage): void {
  if (process.connected) process.send?.(message, () => {});
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => probe.once('listening', resolve).once('error', reject));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Waits for the guardian of a server that died a moment ago to finish stopping its database. */
async function waitForLock(): Promise<void> {
  let told = false;
  while (!tryLock(order.lockFile)) {
    if (!told) tell({ type: 'log', line: 'waiting for the previous database to stop' });
    told = true;
    if (parentGone) process.exit(0);
    await delay(50);
  }
}

async function signalUntilGone(alive: () => boolean, kill: (name: NodeJS.Signals) => void) {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!alive()) return;
    kill(name);
    for (let waited = 0; waited < STOP_PATIENCE_MS && alive(); waited += READY_POLL_MS) {
      await delay(READY_POLL_MS);
    }
  }
}

/** Looks after a server that an earlier guardian left; returns when it is gone. */
async function careForOrphan(pid: number, port: number): Promise<void> {
  const alive = () => servesCluster(pid, order.clusterDir);
  while (alive() && !readPostmasterFile(order.clusterDir)?.ready && !parentGone) {
    await delay(READY_POLL_MS);
  }
  const wanted = order.port === undefined || order.port === port;
  if (wanted && alive()) tell({ type: 'ready', pid, port, adopted: true });
  while (wanted && alive() && !parentGone) await delay(100);
  if (parentGone || !wanted) await signalUntilGone(alive, (name) => signal(pid, name));
}

/** Runs one server until it ends; true when it had become ready. */
async function careForChild(port: number): Promise<boolean> {
  await clearRemains(order.clusterDir);
  // PostgreSQL looks at its data directory by path, and /root may be closed to the user it runs
  // as; its own working folder is open to it whatever lies above.
  const folder = order.runAs ? '/proc/self/cwd' : order.clusterDir;
  const child: ChildProcess = spawn(
    join(order.native, 'bin', 'postgres'),
    ['-D', folder, ...serverSettings(order, port)],
    {
      cwd: order.clusterDir,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log, log],
      ...order.runAs,
    },
  );
  let ended = false;
  const end = () => {
    ended = true;
  };
  child.once('exit', end).once('error', end);
  let ready = false;
  while (!ended && !parentGone) {
    const file = ready ? undefined : readPostmasterFile(order.clusterDir);
    if (file?.ready && file.pid === child.pid) {
      ready = true;
      tell({ type: 'ready', pid: file.pid, port, adopted: false });
    }
    await delay(ready ? 50 : READY_POLL_MS);
  }
  await signalUntilGone(
    () => !ended,
    (name) => child.kill(name),
  );
  return ready;
}

/** Keeps one earlier log; called while no server writes. */
function turnLog(): void {
  if (statSync(order.logFile).size < LOG_LIMIT_BYTES) return;
  renameSync(order.logFile, `${order.logFile}.1`);
  log = openSync(order.logFile, 'a', 0o600);
}

function logTail(from: number): string {
  return readFileSync(order.logFile).subarray(from).toString('utf8').trim().slice(-2000);
}

async function main(): Promise<void> {
  await waitForLock();
  let everReady = false;
  let port = order.port;
  for (let attempt = 1; !parentGone; attempt += 1) {
    const orphan = findOrphan(order.clusterDir);
    if (!orphan) turnLog();
    const logStart = statSync(order.logFile).size;
    if (orphan) {
      await careForOrphan(orphan.pid, orphan.port);
      port = order.port ?? orphan.port;
      everReady = true;
    } else {
      port ??= await freePort();
      everReady = (await careForChild(port)) || everReady;
    }
    if (parentGone) break;
    if (!everReady && attempt >= START_ATTEMPTS) {
      tell({ type: 'failed', reason: logTail(logStart) });
      await delay(100);
      process.exit(1);
    }
    if (!everReady)
      port = order.port; // a free port may have been taken in between
    else tell({ type: 'log', line: 'PostgreSQL ended; starting it again' });
    await delay(RESTART_PAUSE_MS);
  }
  process.exit(0);
}

await main();
