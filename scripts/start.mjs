import { bootstrap, main } from './bootstrap.mjs';
import { node26, productEnvironment } from './lib/paths.mjs';
import { runInForeground } from './lib/run.mjs';

await main(async () => {
  await bootstrap();
  const server = ['apps/hotline/src/main.ts', ...process.argv.slice(2)];
  return runInForeground(node26, server, { env: productEnvironment() });
});
