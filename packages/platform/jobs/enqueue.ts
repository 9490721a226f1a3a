import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Task } from '../module/module.ts';

/** Declares a task of the job queue. Names are stable: queued rows carry them. */
export function task<S extends z.ZodType>(definition: Task<S>): Task<S> {
  return definition;
}

export interface JobOptions {
  readonly maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
}

/** A job as a command notes it. */
export interface NotedJob {
  readonly name: string;
  readonly payload: unknown;
  readonly options: JobOptions;
}

/**
 * The statement that queues what a transaction has noted, in its order; null for nothing. Each has a moment of its own:
 * by the beginning of the transaction those of one queue would have no order among themselves, and
 * one that waited for a lock would come before those queued meanwhile.
 */
export function enqueuing(jobs: readonly NotedJob[]): SQL | null {
  if (jobs.length === 0) return null;
  const rows = jobs.map(({ name, payload, options }) => ({
    name,
    payload,
    queue: options.queue ?? null,
    most: options.maxAttempts ?? 25,
  }));
  return sql`
    select from graphile_worker.add_jobs(array(
      select row (name, payload, queue, clock_timestamp(), most, null, null, null)::graphile_worker.job_spec
      from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as (name text, payload json, queue text, most integer)) with ordinality
      order by ordinality))`;
}
