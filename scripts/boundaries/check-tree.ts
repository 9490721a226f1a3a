import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from './parse.ts';
import { sizeViolation, type Violation, violationsOf } from './rules.ts';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'test-results']);
const CODE = /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/;
const MEASURED = /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx|css|sql|html|md|sh|ya?ml)$/;

/** Checks every file below `root`; `files` says how many were read, so an empty run shows. */
export function checkTree(root: string): { violations: Violation[]; files: number } {
  const violations: Violation[] = [];
  let files = 0;
  for (const file of filesBelow(root, '')) {
    if (!MEASURED.test(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    files += 1;
    const size = sizeViolation(file, text);
    if (size) violations.push(size);
    if (CODE.test(file)) violations.push(...violationsOf(file, parseSource(file, text)));
  }
  return { violations, files };
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name) && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? filesBelow(root, path) : entry.isFile() ? [path] : [];
    });
}
