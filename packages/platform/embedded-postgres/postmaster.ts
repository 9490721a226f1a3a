import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What `postmaster.pid` says of the server that wrote it. */
export interface PostmasterFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads `postmaster.pid`; undefined when there is none, or it is not whole yet. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Whether /proc proves that `pid` is a postmaster at work in `clusterDir`. A postmaster stands in
 * its data directory; its backends do too, but carry a title ("postgres: …") for a command line.
 */
export function servesCluster(pid: number, clusterDir: string): boolean {
  return worksInCluster(pid, clusterDir) && !titleOf(pid).startsWith('postgres: ');
}

/** The postmaster that a dead guardian left behind in `clusterDir`, if one is proven to be there. */
export function findOrphan(clusterDir: string): PostmasterFile | undefined {
  const file = readPostmasterFile(clusterDir);
  return file && servesCluster(file.pid, clusterDir) ? file : undefined;
}

/**
 * Makes `clusterDir` ready for a new postmaster after an unclean end. Backends that outlived their
 * postmaster (one may be deep in a computation) are ended first: two generations on the same files
 * would spoil them. Then a `postmaster.pid` whose number now belongs to some other program is
 * removed, because PostgreSQL would take that program for a live server and refuse to start. A
 * file whose process is gone stays: PostgreSQL uses it for a check of its own.
 */
export async function clearRemains(clusterDir: string): Promise<void> {
  if (!existsSync('/proc/self') || findOrphan(clusterDir)) return;
  const survivors = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && worksInCluster(Number(name), clusterDir))
      .map(Number);
  for (let turn = 0, left = survivors(); left.length > 0; turn += 1, left = survivors()) {
    for (const pid of left) signal(pid, turn < 100 ? 'SIGQUIT' : 'SIGKILL');
    await delay(30);
  }
  const file = readPostmasterFile(clusterDir);
  if (file && existsSync(`/proc/${file.pid}`)) rmSync(join(clusterDir, 'postmaster.pid'));
}

/** Sends a signal to a process that may be gone by now. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function worksInCluster(pid: number, clusterDir: string): boolean {
  try {
    const executable = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
    return (
      executable === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir)
    );
  } catch {
    return false; // no such process, not ours to read, or a system without /proc
  }
}

function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return 'postgres: gone';
  }
}
