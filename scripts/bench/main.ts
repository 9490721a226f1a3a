import { writeFile } from 'node:fs/promises';
import { type BenchName, readArguments, UsageError } from './arguments.ts';
import type { Bench } from './bench.ts';
import { callLifecycle } from './call-lifecycle.ts';
import { deadlineInstant } from './deadline-instant.ts';
import { deadlineLateness } from './deadline-lateness.ts';
import { dueJobs } from './due-jobs.ts';
import { eventToPaint } from './event-to-paint.ts';
import { type Figure, figureOf } from './figures.ts';
import { intake } from './intake.ts';
import { knowledge } from './knowledge.ts';
import { media } from './media.ts';
import { nearestOrders } from './nearest-orders.ts';
import { tableOf } from './table.ts';

const benches: Record<BenchName, Bench> = {
  'event-to-paint': eventToPaint,
  intake,
  'nearest-orders': nearestOrders,
  'deadline-lateness': deadlineLateness,
  'deadline-instant': deadlineInstant,
  'due-jobs': dueJobs,
  'call-lifecycle': callLifecycle,
  media,
  knowledge,
};

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(signal, () => stopping.abort(new Error(`stopped (${signal})`)));
}

/** Runs what the command line names; a benchmark that fails does not keep the others from running. */
async function main(words: readonly string[]): Promise<number> {
  const { benches: names, json, full } = readArguments(words);
  const figures: Figure[] = [];
  let failed = 0;
  for (const name of names) {
    if (stopping.signal.aborted) break;
    const { measure, withinSeconds, fullWithinSeconds = withinSeconds } = benches[name];
    const late = AbortSignal.timeout((full ? fullWithinSeconds : withinSeconds) * 1000);
    const from = performance.now();
    console.log(`▸ 量測 ${name} …`);
    try {
      figures.push(
        ...(await measure(AbortSignal.any([late, stopping.signal]), full)).map(figureOf),
      );
      console.log(`  ✓ ${((performance.now() - from) / 1000).toFixed(1)} s`);
    } catch (error) {
      failed += 1;
      console.error(`  ✗ ${name}`, error);
    }
  }
  if (figures.length > 0) console.log(`\n${tableOf(figures)}`);
  if (json) await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
  return failed === 0 && !stopping.signal.aborted ? 0 : 1;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(1);
}
