import { resolve } from 'node:path';
import { main } from './bootstrap.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node26, productEnvironment } from './lib/paths.mjs';
import { runInForeground } from './lib/run.mjs';

/**
 * Drills a whole day of dispatch orders: `npm run drill -- RECORD.csv CALLS.csv`. The record is a
 * city's own (派工項目, 立案時間); every call that the day makes is written to the second file.
 */
await main(async () => {
  const [record, calls = 'drill-calls.csv'] = process.argv.slice(2);
  if (!record) throw new Error('name the record of the day: npm run drill -- RECORD.csv');
  await ensureInstalled();
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'rooms'];
  return runInForeground(node26, [...vitest, 'packages/dispatch/typhoon-drill.test.ts'], {
    env: {
      ...productEnvironment(),
      DRILL_RECORD: resolve(record),
      DRILL_CALLS: resolve(calls),
    },
  });
});
