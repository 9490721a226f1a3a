import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { step } from './step.mjs';

/** Whether packages can be installed here: root on a Debian. */
export const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs Debian packages without asking anything. */
export function aptInstall(...packages) {
  return step(`安裝 Installing ${packages.join(', ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    const quiet = ['-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold'];
    await run('apt-get', ['install', ...quiet, ...packages], { env });
  });
}
