import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HOME = resolve('.data/sip-try');
const TOOLS = join(HOME, 'tools');
const LIBRARIES = join(TOOLS, 'usr/lib/x86_64-linux-gnu');
const PACKAGES = ['kamailio', 'sip-tester', 'libsctp1', 'libpcap0.8', 'libgsl27', 'libgslcblas0'];

/** A folder of one trial's own files. */
export function folderOf(name: string): string {
  const folder = join(HOME, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Fetches Debian's Kamailio and SIPp and unpacks them here; nothing is installed. */
export function fetchTools(): void {
  if (existsSync(join(TOOLS, 'usr/sbin/kamailio'))) return;
  const packages = folderOf('packages');
  execFileSync('apt-get', ['download', '-q', ...PACKAGES], { cwd: packages, stdio: 'inherit' });
  mkdirSync(TOOLS, { recursive: true });
  for (const file of readdirSync(packages)) {
    execFileSync('dpkg-deb', ['-x', join(packages, file), TOOLS]);
  }
}

const env = { ...process.env, LD_LIBRARY_PATH: `${LIBRARIES}:${LIBRARIES}/kamailio` };

/** Starts the edge on a rendered folder. */
export async function startKamailio(folder: string): Promise<ChildProcess> {
  const modules = join(LIBRARIES, 'kamailio/modules');
  const args = ['-f', join(folder, 'kamailio.cfg'), '-L', modules, '-Y', folder, '-DD', '-E'];
  const child = spawn(join(TOOLS, 'usr/sbin/kamailio'), args, { env, stdio: 'pipe' });
  child.stderr?.on('data', (bytes) => process.env.SIP_TRY_LOG && process.stderr.write(bytes));
  await sleep(1_500);
  if (child.exitCode !== null) throw new Error('Kamailio did not start');
  return child;
}

export interface Sipp {
  readonly child: ChildProcess;
  /** Calls that went as the scenario wants, and those that did not, once it has ended. */
  counts(): Promise<{ good: number; bad: number }>;
  /** Everything it sent and received so far. */
  said(): string;
  stop(): Promise<void>;
}

let runs = 0;

/** Starts SIPp with these arguments on one address of this machine. */
export function startSipp(address: string, port: string, args: readonly string[]): Sipp {
  runs += 1;
  const folder = folderOf(`sipp-${process.pid}-${runs}`);
  const [counts, said] = [join(folder, 'counts.csv'), join(folder, 'said.log')];
  const child = spawn(
    join(TOOLS, 'usr/bin/sipp'),
    [
      ...args,
      ...['-i', address, '-p', port, '-nostdin', '-trace_stat', '-stf', counts, '-fd', '1'],
      ...['-trace_msg', '-message_file', said],
    ],
    { env, cwd: folder, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  return {
    child,
    async counts() {
      await ended;
      const [names, ...rows] = read(counts).trim().split('\n');
      const values = rows.at(-1)?.split(';') ?? [];
      const of = (name: string) => Number(values[names?.split(';').indexOf(name) ?? -1]);
      return { good: of('SuccessfulCall(C)'), bad: of('FailedCall(C)') };
    },
    said: () => read(said),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await ended;
      }
    },
  };
}
