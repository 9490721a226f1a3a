import { readdir, readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const MS_PER_TICK = 10;

interface Spent {
  readonly parent: number;
  readonly ms: number;
}

/**
 * Processor time (ms) of one process so far, and with `family` of all its children, those that have
 * ended included. From `/proc/PID/stat`, proc(5): Linux only, to 10 ms.
 * @throws when there is no such process.
 */
export async function processorMs(pid: number, scope: 'alone' | 'family'): Promise<number> {
  const own = await spentBy(pid, scope);
  if (!own) throw new Error(`no process ${pid}`);
  if (scope === 'alone') return own.ms;
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const others = await Promise.all(names.map((name) => spentBy(Number(name), 'family')));
  return others.reduce((sum, other) => sum + (other?.parent === pid ? other.ms : 0), own.ms);
}

/**
 * How long (ms) a process's first thread has waited for a processor so far, ready to run: the
 * second number of `/proc/PID/schedstat`, in ns. @throws when there is no such process.
 */
export async function waitedMs(pid: number): Promise<number> {
  const [, waited] = (await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ');
  return Number(waited) / 1e6;
}

async function spentBy(pid: number, scope: 'alone' | 'family'): Promise<Spent | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat === null ? null : parseStat(stat, scope);
}

/** What a line of `/proc/PID/stat` tells. The command's name may itself hold blanks and brackets. */
export function parseStat(stat: string, scope: 'alone' | 'family'): Spent {
  // Fields 3 and on: state, ppid, …; 14 to 17 are utime, stime, cutime, cstime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, scope === 'family' ? 15 : 13).map(Number);
  return {
    parent: Number(fields[1]),
    ms: ticks.reduce((sum, one) => sum + one, 0) * MS_PER_TICK,
  };
}
