import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Node 26, which runs the product whatever Node runs these scripts. */
export const node26 = join(root, 'node_modules/.bin/node');

/** A folder for what is made once and may be thrown away. */
export const cache = join(root, '.cache');

/**
 * The environment without this repository's own programs in PATH. While npm replaces
 * node_modules, the machine's Node must run it, not the one inside.
 */
export function machineEnvironment() {
  const inside = join(root, 'node_modules');
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(inside))
    .join(delimiter);
  return { ...process.env, PATH: path };
}

/**
 * The environment in which `node` means Node 26, for everything of the product. What Node has made
 * of our TypeScript is kept for the next start.
 */
export function productEnvironment(more = {}) {
  const { PATH } = machineEnvironment();
  return {
    ...process.env,
    PATH: [join(root, 'node_modules/.bin'), PATH].join(delimiter),
    NODE_COMPILE_CACHE: join(cache, 'compiled'),
    ...more,
  };
}
