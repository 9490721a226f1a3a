import { main } from './bootstrap.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node26, productEnvironment } from './lib/paths.mjs';
import { runInForeground } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  const program = ['scripts/bot-eval/main.ts', ...process.argv.slice(2)];
  return runInForeground(node26, program, { env: productEnvironment() });
});
