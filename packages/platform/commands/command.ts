import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '../database/client.ts';
import { send } from '../database/transaction.ts';
import { AppError, Invalid } from '../errors/app-error.ts';
import type { App } from '../module/app.ts';
import type { Caller, CommandContext } from './context.ts';
import { contextOf, identityOf, transact } from './transact.ts';

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
    return runAlone(caller, receiptOf(name, caller, parsed), (context) => handle(context, parsed));
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
export function inTransaction<R>(
  caller: Caller,
  work: (context: CommandContext) => Promise<R>,
): Promise<R> {
  return runAlone(caller, null, work);
}

/** A command's id as it is kept, so that a repeat is recognised. */
export interface Receipt {
  readonly key: string;
  readonly inputHash: string;
}

/** The receipt of a caller who names the command's id; null for one who does not. */
export function receiptOf(name: string, caller: Caller, input: unknown): Receipt | null {
  const { app, actor, commandId } = caller;
  if (!commandId) return null;
  const key = `${name}:${actor.id ?? 'public'}:${commandId}`;
  return { key, inputHash: hashOf(app, input) };
}

/** Runs one command in a transaction of its own, its receipt claimed before anything is done. */
export async function runAlone<R>(
  { app, actor }: Caller,
  receipt: Receipt | null,
  work: (context: CommandContext) => Promise<R>,
): Promise<R> {
  return transact(app, async (shared, notes) => {
    const { tx, now } = shared;
    // Without a receipt this is not waited for here: one connection answers in the order it is
    // asked, so the identity stands before the first statement of `work` runs, and costs no round
    // trip of its own.
    const begun = settled(begin(tx, identityOf([actor]), receipt, now));
    const before = receipt ? await earlierAnswer(tx, receipt, begun) : null;
    if (before) return before.result as R;
    const done = await work(contextOf(shared, actor, notes));
    const opening = await begun;
    if ('error' in opening) throw opening.error;
    if (receipt) notes.answered = { key: receipt.key, result: done };
    return done;
  });
}

type Before = { readonly result: unknown } | null;
type Settled<T> = Promise<{ value: T } | { error: unknown }>;

/** A promise that is looked at later: it must not count as unhandled until then. */
function settled<T>(promise: Promise<T>): Settled<T> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

/** Sets the identity and, with a receipt, claims it: says whether nobody had it before. */
async function begin(
  tx: Tx,
  identity: ReturnType<typeof identityOf>,
  receipt: Receipt | null,
  now: Temporal.Instant,
): Promise<boolean> {
  if (!receipt) {
    send(tx, sql`select ${identity}`);
    return true;
  }
  const [row] = await tx.execute<{ claimed: boolean }>(sql`
    with claimed as (
      insert into command_receipt (key, input_hash, at)
      values (${receipt.key}, ${receipt.inputHash}, ${now.toString()})
      on conflict do nothing returning key)
    select exists (select from claimed) as claimed, ${identity}`);
  return row?.claimed ?? false;
}

/** What the command answered under this receipt before; null when it is claimed just now. */
async function earlierAnswer(tx: Tx, receipt: Receipt, begun: Settled<boolean>): Promise<Before> {
  const claim = await begun;
  if ('error' in claim) throw claim.error;
  if (claim.value) return null;
  const [row] = await tx.execute<{ input_hash: string; result: unknown }>(
    sql`select input_hash, result from command_receipt where key = ${receipt.key}`,
  );
  if (row?.input_hash !== receipt.inputHash) {
    throw new AppError(
      422,
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request; take a new one.',
      { field: 'Idempotency-Key' },
    );
  }
  return { result: row.result };
}

/** Parses with a zod schema. @throws Invalid (422) naming the first field at fault. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Invalid('invalid_input', issue?.message ?? 'invalid', issue?.path.join('.'));
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
