/**
 * Writes into package-lock.json the optional packages of other platforms that npm left out. npm
 * drops those that its registry does not offer (a partial mirror), and `npm ci` then refuses the
 * lock file on every machine. Their platform is in their name; no digest can be known here.
 * Run it after `npm install`; `--check` only tells what is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const missing = {};
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!isLocked(path, name)) missing[`node_modules/${name}`] = entryFor(name, version, entry);
  }
}

const names = Object.keys(missing);
if (process.argv.includes('--check')) {
  for (const name of names)
    console.error(`not in the lock file (node scripts/complete-lock.mjs): ${name}`);
  process.exitCode = names.length === 0 ? 0 : 1;
} else if (names.length > 0) {
  const [self, ...others] = Object.entries({ ...lock.packages, ...missing });
  others.sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries([self, ...others]);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${names.length} packages written into the lock file`);
}

/** Whether a package at `path` finds `name` in the lock, looking upwards as Node does. */
function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/'))) {
    folder = folder.replace(/\/$/, '');
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in lock.packages) return true;
    if (!folder.includes('node_modules/')) return `node_modules/${name}` in lock.packages;
  }
}

function entryFor(name, version, parent) {
  if (!/^\d/.test(version)) throw new Error(`${name}: ${version} is not one exact version`);
  const words = name.split(/[/-]/);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: for which platform?`);
  const libc = words.includes('musl') ? { libc: ['musl'] } : {};
  return { version, cpu, ...(parent.dev && { dev: true }), ...libc, optional: true, os };
}
