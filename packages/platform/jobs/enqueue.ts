import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '../database/client.ts';
import type { Task } from '../module/module.ts';

/** Declares a task of the job queue. Names are stable: queued rows carry them. */
export function task<S extends z.ZodType>(definition: Task<S>): Task<S> {
  return definition;
}

/**
 * Queues a job in the caller's transaction: it exists if and only if its cause was committed. With
 * a `key` a job already waiting under it is replaced, not doubled.
 */
export async function enqueue<S extends z.ZodType>(
  tx: Tx,
  job: Task<S>,
  payload: z.input<S>,
  options: { key?: string; maxAttempts?: number; queue?: string } = {},
): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job(
    ${job.name}, ${JSON.stringify(payload)}::json,
    queue_name => ${options.queue ?? null}, max_attempts => ${options.maxAttempts ?? 25},
    job_key => ${options.key ?? null})`);
}
