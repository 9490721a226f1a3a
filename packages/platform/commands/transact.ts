import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../access/actor.ts';
import { type Change, changing } from '../database/change-together.ts';
import type { Tx } from '../database/client.ts';
import { insertTogether, type Rows } from '../database/insert-together.ts';
import { commitWith } from '../database/transaction.ts';
import { enqueuing, type NotedJob } from '../jobs/enqueue.ts';
import { type NotedEntry, writingDown } from '../journal/append.ts';
import type { App } from '../module/app.ts';
import type { CommandContext } from './context.ts';

/** A transaction's notes: what its last statements will write. */
export class Notes {
  readonly entries: NotedEntry[] = [];
  readonly rows: Rows[] = [];
  readonly changes: Change[] = [];
  readonly jobs: NotedJob[] = [];
  readonly atEnd: (() => SQL | null)[] = [];
  readonly afterCommit: (() => void)[] = [];
  /** The answer to a receipt that the transaction has claimed. */
  answered: { readonly key: string; readonly result: unknown } | null = null;

  /** Takes over what another has noted, behind what stands here, and what its endings will note. */
  add(more: Notes): void {
    this.entries.push(...more.entries.splice(0));
    this.rows.push(...more.rows.splice(0));
    this.changes.push(...more.changes.splice(0));
    this.jobs.push(...more.jobs.splice(0));
    this.afterCommit.push(...more.afterCommit.splice(0));
    for (const statement of more.atEnd.splice(0)) {
      this.atEnd.push(() => {
        const ending = statement();
        this.add(more);
        return ending;
      });
    }
  }

  /** The statements that were left for the end; they may note more. */
  #endings(): SQL[] {
    return this.atEnd.splice(0).flatMap((statement) => statement() ?? []);
  }

  /** Writes what was noted so far before the end, for what follows in the transaction to read. */
  async writeNow(tx: Tx): Promise<void> {
    for (const statement of this.#endings()) await tx.execute(statement);
    for (const statement of changing(this.changes.splice(0))) await tx.execute(statement);
    await insertTogether(tx, ...this.rows.splice(0));
  }

  /** The transaction's last statements, which write all that was noted until `at`. */
  lastStatements(at: Temporal.Instant): SQL[] {
    const endings = this.#endings();
    const others = [...changing(this.changes), enqueuing(this.jobs), writingDown({ ...this, at })];
    return [...endings, ...others.filter((statement) => statement !== null)];
  }
}

/** What all that is done in one transaction shares. */
export interface Shared {
  readonly app: App;
  readonly tx: Tx;
  readonly now: Temporal.Instant;
  /** What was read once, by what it is called. */
  readonly read: Map<string, Promise<unknown>>;
  /** What is to be done once, when all have done theirs, by what it is called. */
  readonly last: Map<string, (context: CommandContext) => Promise<void>>;
}

/**
 * Opens one transaction, lets `work` read, lock and note, and writes the notes by its last
 * statements, which are sent together with the commit; wakes the sealer and the sweeps after it.
 */
export async function transact<R>(
  app: App,
  work: (shared: Shared, notes: Notes) => Promise<R>,
): Promise<R> {
  const notes = new Notes();
  const result = await app.db.transaction(async (tx) => {
    const now = app.clock.now();
    const shared = { app, tx, now, read: new Map(), last: new Map() };
    const done = await work(shared, notes);
    await doLast(shared, notes);
    await commitWith(tx, notes.lastStatements(now));
    return done;
  });
  for (const action of notes.afterCommit) action();
  app.wake.committed();
  return result;
}

/** Does what was left for when all have done theirs; it may leave more. */
export async function doLast(shared: Shared, notes: Notes): Promise<void> {
  const { last } = shared;
  for (const [name, work] of last) {
    last.delete(name);
    await work(contextOf(shared, { kind: 'system', id: name }, notes));
  }
}

/** What a handler works with on `actor`'s behalf, noting into `notes`. */
export function contextOf(shared: Shared, actor: Actor, notes: Notes): CommandContext {
  const { app, tx, now, read, last } = shared;
  return {
    app,
    tx,
    now,
    actor,
    journal: async (...more) => void notes.entries.push(...more.map((entry) => ({ entry, actor }))),
    write: (...rows) => void notes.rows.push(...rows),
    writeNow: () => notes.writeNow(tx),
    change: (...changes) => void notes.changes.push(...changes),
    atEnd: (statement) => void notes.atEnd.push(statement),
    enqueue: (job, payload, options = {}) =>
      void notes.jobs.push({ name: job.name, payload, options }),
    once: <T>(name: string, ask: () => Promise<T>) => {
      const asked = (read.get(name) as Promise<T> | undefined) ?? ask();
      read.set(name, asked);
      return asked;
    },
    atLast: (name, work) => void last.set(name, work),
    afterCommit: (action) => void notes.afterCommit.push(action),
  };
}

/**
 * Who acts, as row-level rules may ask inside the transaction (`app.actor`, `app.actor_kind`,
 * `app.agency`). Of several it is what they have in common.
 */
export function identityOf(actors: readonly Actor[]): SQL {
  const common = (of: (actor: Actor) => string | null) => {
    const [first = '', ...others] = new Set(actors.map((actor) => of(actor) ?? ''));
    return others.length > 0 ? '' : first;
  };
  const id = common((actor) => actor.id);
  const kind = common((actor) => (actor.kind === 'user' ? actor.role : actor.kind));
  const agency = common((actor) => (actor.kind === 'user' ? actor.agencyId : null));
  return sql`set_config('app.actor', ${id}, true), set_config('app.actor_kind', ${kind}, true),
    set_config('app.agency', ${agency}, true)`;
}
