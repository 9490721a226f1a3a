import type { HotlineUnderTest } from './hotline-under-test.ts';
import { processorMs } from './processor-time.ts';

/** What one thing that was done again and again has cost, each. */
export interface Cost {
  readonly perSecond: number;
  /** Transactions that wrote, each of which waits for the disk. */
  readonly commits: number;
  /** Processor time (ms): of the application, of the database, and of whoever asked. */
  readonly appMs: number;
  readonly databaseMs: number;
  readonly askingMs: number;
}

/** Measures `work`, which says how many it has done, on a hotline. */
export async function costOf(
  { pids, sql }: HotlineUnderTest,
  work: () => Promise<{ perSecond: number; done: number }>,
): Promise<Cost> {
  const spent = async () => {
    const { user, system } = process.cpuUsage();
    // Every transaction that writes is given a number; this looks at the next without taking it.
    const [next] = await sql`select pg_snapshot_xmax(pg_current_snapshot())::text as number`;
    return {
      commits: Number(next?.number),
      appMs: await processorMs(pids.app, 'alone'),
      databaseMs: await processorMs(pids.postmaster, 'family'),
      askingMs: (user + system) / 1000,
    };
  };
  const before = await spent();
  const { perSecond, done } = await work();
  const after = await spent();
  const each = (of: keyof typeof before) => (after[of] - before[of]) / done;
  return {
    perSecond,
    commits: each('commits'),
    appMs: each('appMs'),
    databaseMs: each('databaseMs'),
    askingMs: each('askingMs'),
  };
}
