import { join } from 'node:path';
import { main } from './bootstrap.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node26, productEnvironment, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const inModules = (path) => join(root, 'node_modules', path);

const CHECKS = {
  'types (tsc)': [inModules('.bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  'format and lint (Biome)': [inModules('.bin/biome'), 'check', '--error-on-warnings'],
  'boundaries and sizes': [node26, 'scripts/boundaries/main.ts'],
};

await main(async () => {
  await ensureInstalled();
  const results = await Promise.all(
    Object.entries(CHECKS).map(async ([name, [command, ...args]]) => {
      const from = performance.now();
      const fault = await run(command, args, { env: productEnvironment() }).then(
        () => undefined,
        (error) => error.message,
      );
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      console.log(fault ? `✗ ${name}\n${fault}\n` : `✓ ${name} (${seconds} s)`);
      return fault === undefined;
    }),
  );
  return results.every(Boolean) ? 0 : 1;
});
