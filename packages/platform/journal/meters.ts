import { Counter, Gauge, Histogram } from 'prom-client';
import type { App } from '../module/app.ts';

export interface JournalMeters {
  readonly sealed: Counter;
  readonly lag: Histogram;
}

/** The journal's figures on /metrics; the same ones however often it is asked. */
export function journalMeters(app: App): JournalMeters {
  const registers = [app.meters];
  const known = app.meters.getSingleMetric('journal_sealed_total') as Counter | undefined;
  if (known) {
    return { sealed: known, lag: app.meters.getSingleMetric('journal_seal_seconds') as Histogram };
  }
  new Gauge({
    name: 'journal_seal_lag_seconds',
    help: 'Age of the oldest journal row that has no position yet; over 1 is an alarm',
    registers,
    async collect() {
      const [row] = await app.sql<{ lag: number }[]>`
        select coalesce(extract(epoch from clock_timestamp() - min(inserted_at)), 0)::float8 as lag
        from journal_inbox`.catch(() => []);
      if (row) this.set(row.lag);
    },
  });
  return {
    sealed: new Counter({
      name: 'journal_sealed_total',
      help: 'Journal rows sealed by this process',
      registers,
    }),
    lag: new Histogram({
      name: 'journal_seal_seconds',
      help: 'Age of the oldest row of a batch when it was sealed',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
  };
}
