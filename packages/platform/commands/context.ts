import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { Change } from '../database/change-together.ts';
import type { Tx } from '../database/client.ts';
import type { Rows } from '../database/insert-together.ts';
import type { JobOptions } from '../jobs/enqueue.ts';
import type { JournalEntry } from '../journal/append.ts';
import type { App } from '../module/app.ts';
import type { Task } from '../module/module.ts';

/** On whose behalf a command runs, and the key under which a repeat of it is recognised. */
export interface Caller {
  readonly app: App;
  readonly actor: Actor;
  readonly commandId?: string | undefined;
}

/** What a handler works with: one transaction, one moment, one actor. */
export interface CommandContext {
  readonly app: App;
  readonly tx: Tx;
  readonly now: Temporal.Instant;
  readonly actor: Actor;
  /**
   * Notes entries for the journal. They are written together, in this order, by the last statement
   * of the transaction, while every lock that the command took is still held.
   */
  readonly journal: (...entries: JournalEntry[]) => Promise<void>;
  /**
   * Notes rows to insert by that same last statement: for what nothing reads back within the
   * transaction. They may point at each other.
   */
  readonly write: (...rows: Rows[]) => void;
  /**
   * Notes changes of rows, which must be locked, to make at the end by one statement a table.
   * Nothing may read them before.
   */
  readonly change: (...changes: Change[]) => void;
  /**
   * Asks for a statement at the end, before the last ones: for a row that several steps of the
   * transaction change and one statement is to store, and for what nothing waits for. It may note
   * more. Nothing may read what it writes before.
   */
  readonly atEnd: (statement: () => SQL | null) => void;
  /** Writes what was noted so far, for what follows in the transaction to read. */
  readonly writeNow: () => Promise<void>;
  /** Notes a job: it exists if and only if the transaction commits. */
  readonly enqueue: <S extends z.ZodType>(
    job: Task<S>,
    payload: z.input<S>,
    options?: JobOptions,
  ) => void;
  /**
   * Reads once in a transaction what several ask for under one name; only for what the transaction
   * does not change.
   */
  readonly once: <T>(name: string, read: () => Promise<T>) => Promise<T>;
  /**
   * Asks for work to be done once in the transaction, whoever of several asks for it under that
   * name, when all have done theirs and before the last statements. It has an actor of that name.
   */
  readonly atLast: (name: string, work: (context: CommandContext) => Promise<void>) => void;
  /** Runs after the commit; for waking others only, never for work that must not be lost. */
  readonly afterCommit: (action: () => void) => void;
}
