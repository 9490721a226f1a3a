import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import type { App } from '../module/app.ts';
import { type Command, parseInput, type Receipt, receiptOf, runAlone } from './command.ts';
import type { Caller, CommandContext } from './context.ts';
import { Gatherer } from './gatherer.ts';
import { contextOf, identityOf, Notes, type Shared, transact } from './transact.ts';

/** A request whose rows somebody else has locked: it is answered by itself, and waits there. */
export const BUSY = Symbol('busy');

/** A use case for many at once. */
export interface Gathering<I, F, R> {
  /**
   * Locks and reads what all requests need, in their order. With `wait` it waits for locks;
   * without, what is locked is `BUSY`.
   */
  readonly load: (
    context: CommandContext,
    inputs: readonly I[],
    wait: boolean,
  ) => Promise<readonly (F | typeof BUSY)[]>;
  /**
   * Decides one request and notes what follows (`journal`, `write`, `enqueue`); with what was
   * noted for those before it still to be written. It must refuse before it changes anything.
   */
  readonly handle: (context: CommandContext, input: I, found: F) => Promise<R>;
}

/** One who waits for an answer. */
interface Request<I, R> {
  readonly caller: Caller;
  readonly input: I;
  readonly receipt: Receipt | null;
  readonly answer: (result: R) => void;
  readonly refuse: (error: unknown) => void;
}

/**
 * Declares a use case like `command`, asked for by so many at once that a commit each would be too
 * much: those who ask while one transaction is under way are answered together by the next. Each
 * has its own actor, receipt and refusal. Where anything goes wrong with a transaction of several,
 * nothing of it is kept and each is answered by itself.
 */
export function gathered<S extends z.ZodType, F, R>(
  name: string,
  schema: S,
  work: Gathering<z.output<S>, F, R>,
): Command<S, R> {
  type Asked = Request<z.output<S>, R>;
  const gatherers = new WeakMap<App, Gatherer<Asked>>();
  const gathererOf = (app: App) => {
    const known = gatherers.get(app) ?? new Gatherer<Asked>((batch) => answerAll(app, work, batch));
    gatherers.set(app, known);
    return known;
  };
  const run = (caller: Caller, input: z.input<S>): Promise<R> => {
    const parsed = parseInput(schema, input);
    const receipt = receiptOf(name, caller, parsed);
    return new Promise((answer, refuse) => {
      gathererOf(caller.app).ask({ caller, input: parsed, receipt, answer, refuse });
    });
  };
  return Object.assign(async (caller: Caller, input: z.input<S>) => run(caller, input), {
    commandName: name,
    within: (context: CommandContext, input: z.input<S>) =>
      handleAlone(work, context, parseInput(schema, input)),
  });
}

/**
 * Answers every request of a batch, whatever happens. Those that must be answered by themselves are
 * not waited for: they may be waiting for somebody's lock, and the next batch is not.
 */
async function answerAll<I, F, R>(
  app: App,
  work: Gathering<I, F, R>,
  batch: readonly Request<I, R>[],
): Promise<void> {
  for (const { caller, receipt, input, answer, refuse } of await answerTogether(app, work, batch)) {
    runAlone(caller, receipt, (context) => handleAlone(work, context, input)).then(answer, refuse);
  }
}

async function handleAlone<I, F, R>(
  work: Gathering<I, F, R>,
  context: CommandContext,
  input: I,
): Promise<R> {
  const [found] = await work.load(context, [input], true);
  if (found === undefined || found === BUSY) throw new Error('nothing was loaded for a request');
  return work.handle(context, input, found);
}

/** Answers what it can in one transaction; returns those that must be answered by themselves. */
async function answerTogether<I, F, R>(
  app: App,
  work: Gathering<I, F, R>,
  batch: readonly Request<I, R>[],
): Promise<readonly Request<I, R>[]> {
  const done: (() => void)[] = [];
  const left: Request<I, R>[] = [];
  try {
    await transact(app, async (shared, notes) => {
      const fresh = await withoutRepeats(shared, batch, left);
      const all = contextOf(shared, { kind: 'system', id: 'gathered' }, notes);
      const found = await work.load(
        all,
        fresh.map(({ input }) => input),
        false,
      );
      for (const [nth, request] of fresh.entries()) {
        const facts = found[nth];
        if (facts === undefined || facts === BUSY) left.push(request);
        else done.push(await decide(shared, work, request, facts, notes));
      }
    });
  } catch {
    // Whatever it was, the one whose doing it is meets it again by itself; nobody else does.
    return batch;
  }
  for (const tell of done) tell();
  return left;
}

/** Those who may go on together; a repeat of one answered before or asked just now goes to `left`. */
async function withoutRepeats<I, R>(
  { tx }: Shared,
  batch: readonly Request<I, R>[],
  left: Request<I, R>[],
): Promise<Request<I, R>[]> {
  const keys = [...new Set(batch.flatMap(({ receipt }) => receipt?.key ?? []))];
  const rows = await tx.execute<{ key: string | null }>(sql`
    select r.key, ${identityOf(batch.map(({ caller }) => caller.actor))} from (select) as one
    left join command_receipt r on r.key = any(${sql.param(keys)}::text[])`);
  const known = new Set([...rows].map(({ key }) => key));
  const fresh: Request<I, R>[] = [];
  for (const request of batch) {
    const key = request.receipt?.key;
    const isRepeat = key !== undefined && known.has(key);
    if (key !== undefined) known.add(key);
    (isRepeat ? left : fresh).push(request);
  }
  return fresh;
}

/** Decides one request; returns how it is told once all is committed. */
async function decide<I, F, R>(
  shared: Shared,
  work: Gathering<I, F, R>,
  { caller, input, receipt, answer, refuse }: Request<I, R>,
  facts: F,
  notes: Notes,
): Promise<() => void> {
  const own = new Notes();
  try {
    const result = await work.handle(contextOf(shared, caller.actor, own), input, facts);
    if (receipt) own.rows.push(receiptRow(receipt, result, shared.now));
    notes.add(own);
    return () => answer(result);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return () => refuse(error);
  }
}

function receiptRow({ key, inputHash }: Receipt, result: unknown, now: Temporal.Instant) {
  const row = { key, input_hash: inputHash, result: result ?? null, at: now.toString() };
  return { table: 'command_receipt', columns: Object.keys(row), rows: [row] };
}
