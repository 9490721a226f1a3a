import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { listOf } from '../database/list-of.ts';
import type { App } from '../module/app.ts';
import { type Command, parseInput, type Receipt, receiptOf, runAlone } from './command.ts';
import type { Caller, CommandContext } from './context.ts';
import { Gatherer } from './gatherer.ts';
import { contextOf, identityOf, Notes, type Shared, transact } from './transact.ts';

/** A request whose rows somebody else has locked: it is answered by itself, and waits there. */
export const BUSY = Symbol('busy');

/** What requests of one kind share. `S` is what each is about, `F` what is found for it. */
export interface Gathering<S, F> {
  /**
   * Locks and reads what all requests need, in their order. With `wait` it waits for locks;
   * without, what is locked is `BUSY`. So is what one before it in the same batch is about, where
   * the second must see what the first has done.
   */
  readonly load: (
    context: CommandContext,
    subjects: readonly S[],
    wait: boolean,
  ) => Promise<readonly (F | typeof BUSY)[]>;
  /**
   * Whether requests of a batch are decided side by side, so that their statements travel together,
   * and not in turn. What several of them may change must then be changed `inTurn`.
   */
  readonly sideBySide?: boolean;
}

/**
 * Decides one request and notes what follows (`journal`, `write`, `enqueue`); with what was noted
 * for others of the batch still to be written. It may be run again in another transaction, so it
 * does nothing that a rollback would not undo.
 */
export type Handle<F, R> = (context: CommandContext, found: F) => Promise<R>;

/** Answers one request together with others. @throws what `handle` throws; nothing is stored then. */
export interface Gathered<S, F> {
  <R>(caller: Caller, subject: S, handle: Handle<F, R>, receipt?: Receipt | null): Promise<R>;
  readonly load: Gathering<S, F>['load'];
}

/** One who waits for an answer. */
interface Request<S, F> {
  readonly caller: Caller;
  readonly subject: S;
  readonly receipt: Receipt | null;
  readonly handle: Handle<F, unknown>;
  readonly answer: (result: unknown) => void;
  readonly refuse: (error: unknown) => void;
}

/**
 * Makes a way to be answered together, for what is asked by so many at once that a commit each
 * would be too much: those who ask while one transaction is under way are answered by the next. Each
 * has its own actor, receipt and refusal. Where anything goes wrong with a transaction of several,
 * nothing of it is kept, and whoever it went wrong for is answered alone.
 */
export function gathering<S, F>(of: Gathering<S, F>): Gathered<S, F> {
  const gatherers = new WeakMap<App, Gatherer<Request<S, F>>>();
  const gathererOf = (app: App) => {
    const known =
      gatherers.get(app) ?? new Gatherer<Request<S, F>>((batch) => answerAll(app, of, batch));
    gatherers.set(app, known);
    return known;
  };
  const ask = <R>(
    caller: Caller,
    subject: S,
    handle: Handle<F, R>,
    receipt: Receipt | null = null,
  ): Promise<R> =>
    new Promise((resolve, refuse) => {
      const answer = (result: unknown) => resolve(result as R);
      gathererOf(caller.app).ask({ caller, subject, handle, receipt, answer, refuse });
    });
  return Object.assign(ask, { load: of.load });
}

/** A use case that is answered together with others: what it is about, and how it is decided. */
export interface GatheredWork<I, S, F, R> {
  readonly among: Gathered<S, F>;
  readonly subject: (input: I) => S;
  readonly handle: (context: CommandContext, input: I, found: F) => Promise<R>;
}

/** Declares a use case like `command`, which is answered together with others. */
export function gathered<S extends z.ZodType, T, F, R>(
  name: string,
  schema: S,
  { among, subject, handle }: GatheredWork<z.output<S>, T, F, R>,
): Command<S, R> {
  const run = async (caller: Caller, input: z.input<S>): Promise<R> => {
    const parsed = parseInput(schema, input);
    const decide = (context: CommandContext, found: F) => handle(context, parsed, found);
    return among(caller, subject(parsed), decide, receiptOf(name, caller, parsed));
  };
  return Object.assign(run, {
    commandName: name,
    within: async (context: CommandContext, input: z.input<S>) => {
      const parsed = parseInput(schema, input);
      return handle(context, parsed, await loadAlone(among, context, subject(parsed)));
    },
  });
}

async function loadAlone<S, F>(
  { load }: Pick<Gathering<S, F>, 'load'>,
  context: CommandContext,
  subject: S,
): Promise<F> {
  const [found] = await load(context, [subject], true);
  if (found === undefined || found === BUSY) throw new Error('nothing was loaded for a request');
  return found;
}

/**
 * Answers every request of a batch, whatever happens. Those that must be answered by themselves are
 * not waited for: they may be waiting for somebody's lock, and the next batch is not.
 */
async function answerAll<S, F>(
  app: App,
  of: Gathering<S, F>,
  batch: readonly Request<S, F>[],
): Promise<void> {
  for (const request of await answerTogether(app, of, batch)) {
    const { caller, receipt, subject, handle, answer, refuse } = request;
    runAlone(caller, receipt, async (context) =>
      handle(context, await loadAlone(of, context, subject)),
    ).then(answer, refuse);
  }
}

/** Answers what it can in one transaction; returns those that must be answered by themselves. */
async function answerTogether<S, F>(
  app: App,
  of: Gathering<S, F>,
  batch: readonly Request<S, F>[],
): Promise<readonly Request<S, F>[]> {
  const failed = new Map<Request<S, F>, unknown>();
  const left: Request<S, F>[] = [];
  let done: readonly (() => void)[] = [];
  try {
    await transact(app, async (shared, notes) => {
      const found = await loadFor(shared, of, batch, left, notes);
      const decided = await decideAll(shared, of, found, failed);
      if (failed.size > 0) throw new Error('nothing of this transaction is to be kept');
      for (const { own } of decided) notes.add(own);
      done = decided.map(({ tell }) => tell);
    });
  } catch {
    const [first] = batch;
    if (first && batch.length === 1 && failed.has(first)) {
      first.refuse(failed.get(first));
      return [];
    }
    // Whoever's doing it was meets it again alone, and the others, if there are any, do not.
    const others = batch.filter((request) => !failed.has(request));
    if (failed.size === 0 || others.length === 0) return batch;
    return [...failed.keys(), ...(await answerTogether(app, of, others))];
  }
  for (const tell of done) tell();
  return left;
}

type Found<S, F> = readonly (readonly [Request<S, F>, F])[];

/**
 * What each needs who may go on together; those who may not go to `left`: whom `load` says so of, and
 * repeats of what was answered before or is asked just now.
 */
async function loadFor<S, F>(
  shared: Shared,
  { load }: Gathering<S, F>,
  batch: readonly Request<S, F>[],
  left: Request<S, F>[],
  notes: Notes,
): Promise<Found<S, F>> {
  const context = contextOf(shared, { kind: 'system', id: 'gathered' }, notes);
  const subjects = batch.map(({ subject }) => subject);
  // Asked for together. A repeat, which is rare, is loaded for nothing.
  const [known, found] = await Promise.all([
    knownKeys(shared, batch),
    load(context, subjects, false),
  ]);
  return batch.flatMap((request, nth) => {
    const key = request.receipt?.key;
    const facts = found[nth];
    if (facts !== undefined && facts !== BUSY && (key === undefined || !known.has(key))) {
      if (key !== undefined) known.add(key);
      return [[request, facts] as const];
    }
    left.push(request);
    return [];
  });
}

/** Which of the batch's keys were answered before; says also who acts. */
async function knownKeys<S, F>(
  { tx }: Shared,
  batch: readonly Request<S, F>[],
): Promise<Set<string>> {
  const keys = [...new Set(batch.flatMap(({ receipt }) => receipt?.key ?? []))];
  const rows = await tx.execute<{ key: string | null }>(sql`
    select r.key, ${identityOf(batch.map(({ caller }) => caller.actor))} from (select) as one
    left join command_receipt r on r.key = any(${listOf('text', keys)})`);
  return new Set([...rows].flatMap(({ key }) => key ?? []));
}

interface Decided {
  readonly own: Notes;
  /** How it is told once all is committed. */
  readonly tell: () => void;
}

/** Decides all of them; those for whom it went wrong are added to `failed`. */
async function decideAll<S, F>(
  shared: Shared,
  { sideBySide = false }: Gathering<S, F>,
  found: Found<S, F>,
  failed: Map<Request<S, F>, unknown>,
): Promise<readonly Decided[]> {
  const one = async ([request, facts]: Found<S, F>[number]): Promise<Decided | null> => {
    try {
      return await decide(shared, request, facts);
    } catch (error) {
      failed.set(request, error);
      return null;
    }
  };
  const decided: (Decided | null)[] = [];
  if (sideBySide) decided.push(...(await Promise.all(found.map(one))));
  else for (const each of found) decided.push(await one(each));
  return decided.filter((each) => each !== null);
}

async function decide<S, F>(
  shared: Shared,
  { caller, receipt, handle, answer }: Request<S, F>,
  facts: F,
): Promise<Decided> {
  const own = new Notes();
  const result = await handle(contextOf(shared, caller.actor, own), facts);
  if (receipt) own.rows.push(receiptRow(receipt, result, shared.now));
  return { own, tell: () => answer(result) };
}

function receiptRow({ key, inputHash }: Receipt, result: unknown, now: Temporal.Instant) {
  const row = { key, input_hash: inputHash, result: result ?? null, at: now.toString() };
  return { table: 'command_receipt', columns: Object.keys(row), rows: [row] };
}
