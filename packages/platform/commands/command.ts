import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { Tx } from '../database/client.ts';
import { AppError, Invalid } from '../errors/app-error.ts';
import { appendJournal, type JournalEntry } from '../journal/append.ts';
import type { App } from '../module/app.ts';

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
  /** Appends to the journal in this transaction. */
  readonly journal: (...entries: JournalEntry[]) => Promise<void>;
  /** Runs after the commit; for waking others only, never for work that must not be lost. */
  readonly afterCommit: (action: () => void) => void;
}

export interface Command<S extends z.ZodType, R> {
  /** Runs in a transaction of its own. @throws AppError; nothing is stored then. */
  (caller: Caller, input: z.input<S>): Promise<R>;
  readonly commandName: string;
  /** Runs inside another command's transaction, as its actor. */
  readonly within: (context: CommandContext, input: z.input<S>) => Promise<R>;
}

/**
 * Declares a use case: parse, then one transaction in which `handle` loads under lock, decides and
 * stores rows with their journal entries. With a `commandId` (the Idempotency-Key header) a repeat
 * gets the first answer again, and the same id with another input is refused (invariant I21). The
 * result must be plain JSON.
 */
export function command<S extends z.ZodType, R>(
  name: string,
  schema: S,
  handle: (context: CommandContext, input: z.output<S>) => Promise<R>,
): Command<S, R> {
  const run = async (caller: Caller, input: z.input<S>): Promise<R> => {
    const parsed = parseInput(schema, input);
    return inTransaction(caller, async (context) => {
      if (!caller.commandId) return handle(context, parsed);
      const key = `${name}:${caller.actor.id ?? 'public'}:${caller.commandId}`;
      const before = await claimReceipt<R>(context, key, hashOf(caller.app, parsed));
      if (before) return before.result;
      const result = await handle(context, parsed);
      await context.tx.execute(
        sql`update command_receipt set result = ${JSON.stringify(result ?? null)}::jsonb
            where key = ${key}`,
      );
      return result;
    });
  };
  return Object.assign(run, {
    commandName: name,
    within: (context: CommandContext, input: z.input<S>) =>
      handle(context, parseInput(schema, input)),
  });
}

/**
 * Opens one transaction with the actor's identity set inside it, gives `work` its context, and
 * wakes the sealer and the sweeps after the commit.
 */
export async function inTransaction<R>(
  caller: Caller,
  work: (context: CommandContext) => Promise<R>,
): Promise<R> {
  const { app, actor } = caller;
  const after: (() => void)[] = [];
  const result = await app.db.transaction(async (tx) => {
    // Not waited for here: one connection answers in the order it is asked, so the identity stands
    // before the first statement of `work` runs, and costs no round trip of its own.
    const identified = tx
      .execute(sql`select set_config('app.actor', ${actor.id ?? ''}, true),
        set_config('app.actor_kind', ${actor.kind === 'user' ? actor.role : actor.kind}, true),
        set_config('app.agency', ${(actor.kind === 'user' && actor.agencyId) || ''}, true)`)
      .then(
        () => null,
        (error: unknown) => ({ error }),
      );
    const now = app.clock.now();
    const context: CommandContext = {
      app,
      tx,
      now,
      actor,
      journal: (...entries) => appendJournal(tx, entries, actor, now),
      afterCommit: (action) => after.push(action),
    };
    const done = await work(context);
    const failed = await identified;
    if (failed) throw failed.error;
    return done;
  });
  for (const action of after) action();
  app.wake.committed();
  return result;
}

/** Parses with a zod schema. @throws Invalid (422) naming the first field at fault. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Invalid('invalid_input', issue?.message ?? 'invalid', issue?.path.join('.'));
}

async function claimReceipt<R>(
  { tx, now }: CommandContext,
  key: string,
  inputHash: string,
): Promise<{ result: R } | null> {
  const claimed = await tx.execute(
    sql`insert into command_receipt (key, input_hash, at)
        values (${key}, ${inputHash}, ${now.toString()}) on conflict do nothing returning key`,
  );
  if (claimed.length > 0) return null;
  const [row] = await tx.execute<{ input_hash: string; result: R }>(
    sql`select input_hash, result from command_receipt where key = ${key}`,
  );
  if (row?.input_hash !== inputHash) {
    throw new AppError(
      422,
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request; take a new one.',
      { field: 'Idempotency-Key' },
    );
  }
  return { result: row.result };
}

/** Keyed, so that a kept hash gives no phone number or password away to guessing. */
function hashOf(app: App, input: unknown): string {
  const { blindIndexKey } = app.config.secrets;
  return createHmac('sha256', blindIndexKey).update(canonical(input)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
