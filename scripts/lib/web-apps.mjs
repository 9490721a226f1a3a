import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, node26, productEnvironment, root } from './paths.mjs';
import { run } from './run.mjs';
import { step } from './step.mjs';

const APPS = ['citizen', 'agent-console', 'agency', 'supervisor', 'city-simulator'];
const AT_ONCE = 2;

/** Builds each web app whose sources have changed since it was last built. */
export async function buildWebApps() {
  const shared = digestOf(sharedSources());
  const stale = [];
  for (const app of APPS) {
    const folder = join(root, 'apps', app);
    if (!existsSync(join(folder, 'vite.config.ts'))) continue;
    const digest = digestOf(filesBelow(folder)) + shared;
    const stamp = join(cache, 'web-apps', app);
    const built = existsSync(join(folder, 'dist/index.html')) && existsSync(stamp);
    if (!built || readFileSync(stamp, 'utf8') !== digest)
      stale.push({ app, folder, stamp, digest });
  }
  if (stale.length === 0) return;
  mkdirSync(join(cache, 'web-apps'), { recursive: true });
  await step(`建置網頁 Building ${stale.map(({ app }) => app).join(', ')}`, async () => {
    const queue = [...stale];
    const builder = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await run(node26, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
          cwd: next.folder,
          env: productEnvironment({ NODE_ENV: 'production' }),
        });
        writeFileSync(next.stamp, next.digest);
        console.log(`  ${next.app}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, builder));
  });
}

/** What apps are built from beside their own files: web-kit, the contracts, and the lock file. */
function sharedSources() {
  const packages = join(root, 'packages');
  return [
    join(root, 'package-lock.json'),
    ...readdirSync(packages).flatMap((name) =>
      filesBelow(join(packages, name)).filter(
        (file) => name === 'web-kit' || name === 'calendar' || /contract[^/]*\.ts$/.test(file),
      ),
    ),
  ];
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist', '.vite'].includes(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    })
    .sort();
}

function digestOf(files) {
  const digest = createHash('sha256');
  for (const file of files) digest.update(file.slice(root.length)).update(readFileSync(file));
  return digest.digest('hex');
}
