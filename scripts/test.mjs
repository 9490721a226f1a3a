import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, main } from './bootstrap.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { ensureCoturn } from './lib/coturn.mjs';
import { node26, productEnvironment } from './lib/paths.mjs';
import { ensurePostgresql15 } from './lib/postgresql-15.mjs';
import { runInForeground } from './lib/run.mjs';

await main(async () => {
  await bootstrap();
  const CHROMIUM_PATH = await ensureBrowser();
  const POSTGRESQL_15_BIN = await ensurePostgresql15();
  await ensureCoturn();
  const folder = mkdtempSync(join(tmpdir(), '1999-results-'));
  const results = join(folder, 'results.json');
  try {
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default'];
    const record = ['--reporter=json', `--outputFile.json=${results}`];
    const code = await runInForeground(node26, [...vitest, ...record, ...process.argv.slice(2)], {
      env: productEnvironment({ CHROMIUM_PATH, ...(POSTGRESQL_15_BIN && { POSTGRESQL_15_BIN }) }),
    });
    return report(results, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Prints the totals as the last line. What failed outside a test counts as failed too. */
function report(results, code) {
  let passed = 0;
  let failed = 0;
  try {
    const total = JSON.parse(readFileSync(results, 'utf8'));
    passed = total.numPassedTests;
    const filesWithoutTests = total.testResults.filter(
      (file) =>
        file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
    );
    failed = total.numFailedTests + filesWithoutTests.length;
    if (total.numPendingTests > 0) console.log(`${total.numPendingTests} skipped`);
  } catch {
    // vitest ended before it could write its results
  }
  if (code !== 0 && failed === 0) failed = 1;
  console.log(`${passed} passed, ${failed} failed`);
  return code;
}
