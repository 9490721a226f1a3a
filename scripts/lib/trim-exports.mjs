import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** What the product imports of packages that offer hundreds of entries. */
export const KEPT = { 'drizzle-orm': ['.', './pg-core', './postgres-js'] };

/**
 * Takes the entries nobody here imports out of such a package's `exports`. Node 26 parses them anew
 * for every file it loads of the package: drizzle-orm's 447 entries took 1.8 of the 4.2 s that the
 * product's modules take to load.
 */
export function trimExports() {
  for (const [name, kept] of Object.entries(KEPT)) {
    const file = join(root, 'node_modules', name, 'package.json');
    const about = JSON.parse(readFileSync(file, 'utf8'));
    const entries = Object.entries(about.exports).filter(([entry]) => kept.includes(entry));
    if (entries.length === Object.keys(about.exports).length) continue;
    // A new file in its place: the old one may be shared with other copies by hard links.
    rmSync(file);
    writeFileSync(
      file,
      `${JSON.stringify({ ...about, exports: Object.fromEntries(entries) }, null, 2)}\n`,
    );
  }
}
