import { bootstrap, main } from './bootstrap.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { node26, productEnvironment } from './lib/paths.mjs';
import { runInForeground } from './lib/run.mjs';

await main(async () => {
  await bootstrap();
  const CHROMIUM_PATH = await ensureBrowser();
  return runInForeground(node26, ['e2e/pictures.ts'], {
    env: productEnvironment({ CHROMIUM_PATH }),
  });
});
