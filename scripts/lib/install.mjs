import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineEnvironment, node26, productEnvironment, root } from './paths.mjs';
import { PlainError, run } from './run.mjs';
import { step } from './step.mjs';
import { trimExports } from './trim-exports.mjs';

/** Makes node_modules what the lock file says, with Node 26 in it, our patches applied and large exports trimmed. */
export async function ensureInstalled() {
  if (!installedMatchesLock()) {
    await step('安裝套件 Installing packages', () =>
      run('npm', ['ci', '--include=dev', '--include=optional'], { env: machineEnvironment() }),
    );
  }
  await ensureNode26();
  await ensurePatched();
  trimExports();
}

const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/**
 * npm writes node_modules/.package-lock.json when an installation is whole, so that file beside
 * package-lock.json tells. Optional packages may be missing: they are for other platforms.
 */
function installedMatchesLock() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue; // a workspace of our own
    const found = present[path];
    if (!found && !entry.optional && !entry.peer) return false;
    if (found && (found.version !== entry.version || found.integrity !== entry.integrity)) {
      return false;
    }
  }
  return true;
}

/** Node 26 comes by an install script; where those are off (--ignore-scripts) it is run here. */
async function ensureNode26() {
  const version = `v${readJson('package.json').dependencies.node}`;
  const answers = async () => {
    const said = await run(node26, ['--version']).catch(() => '');
    return said.trim() === version;
  };
  if (await answers()) return;
  await step(`取得 Fetching Node.js ${version}`, async () => {
    await run('node', ['installArchSpecificPackage'], {
      cwd: join(root, 'node_modules/node'),
      env: { ...machineEnvironment(), npm_config_ignore_scripts: 'false' },
    }).catch((error) => console.error(error.message));
    if (await answers()) return;
    await run('npm', ['rebuild', 'node', '--ignore-scripts=false'], { env: machineEnvironment() });
    if (await answers()) return;
    throw new PlainError(
      `Node.js ${version} is not in node_modules. Its package fetches it while installing: run ` +
        '`npm ci --ignore-scripts=false` where the npm registry can be reached.',
    );
  });
}

/** Applies patches/ unless the files they change are as they left them. */
async function ensurePatched() {
  const stamp = join(root, 'node_modules/.patched');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === patchState()) return;
  await step('套用修補 Applying patches', () =>
    run(node26, ['node_modules/patch-package/index.js', '--error-on-fail'], {
      env: productEnvironment(),
    }),
  );
  writeFileSync(stamp, patchState());
}

/** A digest of the patches and of every file they touch. */
function patchState() {
  const digest = createHash('sha256');
  for (const name of readdirSync(join(root, 'patches')).sort()) {
    const patch = readFileSync(join(root, 'patches', name), 'utf8');
    digest.update(patch);
    for (const [, file] of patch.matchAll(/^\+\+\+ b\/(.+)$/gm)) {
      const path = join(root, file);
      digest.update(existsSync(path) ? readFileSync(path) : 'absent');
    }
  }
  return digest.digest('hex');
}
