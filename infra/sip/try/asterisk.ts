import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@1999/platform/testing';
import { writeAnnouncement } from '../announcement.ts';
import { render, type Settings } from '../render.ts';
import { folderOf } from './tools.ts';

const ROOT = folderOf('asterisk-root');

/**
 * Fetches a real Asterisk from Debian sid with all it needs and unpacks it into a folder, in which
 * it runs (chroot: this needs root). Nothing is installed on the machine.
 */
export function fetchAsterisk(): void {
  if (existsSync(join(ROOT, 'usr/sbin/asterisk'))) return;
  const apt = folderOf('apt');
  for (const name of ['lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(apt, name), { recursive: true });
  }
  const source = 'deb http://deb.debian.org/debian sid main\n';
  writeFileSync(join(apt, 'sources.list'), source);
  writeFileSync(join(apt, 'status'), '');
  const settings = [
    `Dir::Etc::SourceList "${apt}/sources.list";`,
    'Dir::Etc::SourceParts "/dev/null";',
    `Dir::State::Lists "${apt}/lists";`,
    `Dir::State::status "${apt}/status";`,
    `Dir::Cache "${apt}/cache";`,
    'APT::Install-Recommends "false";',
    'APT::Sandbox::User "root";',
  ];
  writeFileSync(join(apt, 'apt.conf'), settings.join('\n'));
  const env = { ...process.env, APT_CONFIG: join(apt, 'apt.conf') };
  const run = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: 'inherit' });
  run('update', '-qq');
  run('install', '-y', '-qq', '--download-only', 'asterisk');
  const archives = join(apt, 'cache/archives');
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(ROOT, 'usr', name), { recursive: true });
    if (!existsSync(join(ROOT, name))) symlinkSync(`usr/${name}`, join(ROOT, name));
  }
  for (const file of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    execFileSync('dpkg-deb', ['-x', join(archives, file), ROOT]);
  }
  for (const name of ['tmp', 'dev', 'run/asterisk', 'var/log/asterisk', 'var/spool/asterisk']) {
    mkdirSync(join(ROOT, name), { recursive: true });
  }
  for (const [name, minor] of [
    ['null', '3'],
    ['zero', '5'],
    ['random', '8'],
    ['urandom', '9'],
  ] as const) {
    execFileSync('mknod', ['-m', '666', join(ROOT, 'dev', name), 'c', '1', minor]);
  }
}

/** Starts it with the settings and waits until its REST interface answers. */
export async function startAsterisk(settings: Settings): Promise<ChildProcess> {
  const config = join(ROOT, 'etc/asterisk');
  rmSync(config, { recursive: true, force: true });
  render('asterisk', settings, config);
  await writeAnnouncement(join(ROOT, 'usr/share/asterisk/sounds'));
  const child = spawn('chroot', [ROOT, '/usr/sbin/asterisk', '-f', '-vvv'], { stdio: 'pipe' });
  const loud = process.env.SIP_TRY_LOG;
  child.stdout?.on('data', (bytes) => loud && process.stderr.write(bytes));
  child.stderr?.on('data', (bytes) => loud && process.stderr.write(bytes));
  const url = `http://${settings.ENGINE_ADDRESS}:${settings.ARI_PORT}/ari/asterisk/ping`;
  const sign = Buffer.from(`${settings.ARI_USER}:${settings.ARI_PASSWORD}`).toString('base64');
  const headers = { authorization: `Basic ${sign}` };
  await until(
    () =>
      fetch(url, { headers }).then(
        ({ ok }) => ok,
        () => false,
      ),
    20_000,
  );
  return child;
}

/** Kills it without a word, as a power cut does. */
export async function killAsterisk(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
