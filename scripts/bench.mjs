import { bootstrap, main } from './bootstrap.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { node26, productEnvironment } from './lib/paths.mjs';
import { runInForeground } from './lib/run.mjs';

const BROWSER_BENCH = 'event-to-paint';

await main(async () => {
  const words = process.argv.slice(2);
  await bootstrap();
  const some = words.some((word) => word.startsWith('--only'));
  const browser = !some || words.some((word) => word.includes(BROWSER_BENCH));
  const env = browser ? { CHROMIUM_PATH: await ensureBrowser() } : {};
  return runInForeground(node26, ['scripts/bench/main.ts', ...words], {
    env: productEnvironment(env),
  });
});
