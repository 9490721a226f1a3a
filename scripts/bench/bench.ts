import type { Measured } from './figures.ts';

/** How many times each benchmark measures; the table shows medians. */
export const RUNS = 3;

/** One benchmark: measures its rows and their references in one go, within its time. */
export interface Bench {
  /** The longest it may take (s); a hotline that stands still fails it. */
  readonly withinSeconds: number;
  /** The same with `--full`, where that takes longer. */
  readonly fullWithinSeconds?: number;
  /** Rejects, and leaves nothing running, when `signal` aborts. */
  readonly measure: (signal: AbortSignal, full: boolean) => Promise<Measured[]>;
}

/** Does `work` RUNS times, one after another. */
export async function eachRun<T>(work: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < RUNS; run++) results.push(await work(run));
  return results;
}

/**
 * Lets `workers` do `once` again and again until `ms` have passed; what is under way then is
 * finished and counted. Returns how many were done a second.
 */
export async function rateOf(
  workers: number,
  ms: number,
  once: (worker: number) => Promise<unknown>,
): Promise<{ perSecond: number; done: number }> {
  const from = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() - from < ms) {
        await once(worker);
        done += 1;
      }
    }),
  );
  return { perSecond: (done * 1000) / (performance.now() - from), done };
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
