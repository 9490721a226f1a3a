import type { Query, SQL, SQLWrapper } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { ReservedSql, Sql, UnsafeQueryOptions } from 'postgres';
import type { Tx } from './client.ts';

/** `simple` is missing in the client's types: without it a statement of no values is never prepared. */
export const PREPARED = { prepare: true, simple: false } as UnsafeQueryOptions;

const dialect = new PgDialect();

/**
 * Runs `work` in a transaction on a connection of its own. The beginning is not waited for: it
 * travels with the first statement, as the commit does with the last (`commitWith`), which saves two
 * of a short transaction's round trips. @throws what `work` throws; nothing is stored then.
 */
export async function inTransactionOf<R>(
  pool: Sql,
  work: (client: TransactionClient) => Promise<R>,
): Promise<R> {
  const client = new TransactionClient(await pool.reserve());
  try {
    const result = await work(client);
    await client.commit([]);
    return result;
  } catch (error) {
    await client.rollBack();
    throw client.failure ?? error;
  } finally {
    client.release();
  }
}

/**
 * Sends a transaction's last statements and its commit in one go; nothing can be asked of it
 * afterwards. @throws the first statement's error; nothing of the transaction is stored then.
 */
export function commitWith(tx: Tx, last: readonly SQL[]): Promise<void> {
  return clientOf(tx).commit(last);
}

/**
 * Sends a statement whose answer nobody needs, such as a change or a lock, and waits for nothing: it
 * travels with what is asked next and is carried out before it. Should it fail, nothing of the
 * transaction is stored and whoever waits for that gets this error.
 */
export function send(tx: Tx, statement: SQLWrapper): void {
  clientOf(tx).send(statement.getSQL());
}

/** Drizzle keeps what it was given to ask, and shows it to nobody. */
function clientOf(tx: Tx): TransactionClient {
  return (tx._.session as unknown as { readonly client: TransactionClient }).client;
}

/** What drizzle asks a transaction's statements of. */
export class TransactionClient {
  readonly #own: ReservedSql;
  readonly #begun: Promise<unknown>;
  /** Why a statement has failed that nobody waits for; the first one's reason. */
  failure: unknown = null;
  #isOver = false;
  #savepoints = 0;

  constructor(own: ReservedSql) {
    this.#own = own;
    this.#begun = own.unsafe('begin').execute();
    // Looked at when the transaction ends; until then whatever fails says so itself.
    this.#begun.catch(() => {});
  }

  unsafe(text: string, values: never[]) {
    if (this.#isOver) throw new Error('a statement came after its transaction had ended');
    return this.#own.unsafe(text, values, PREPARED);
  }

  send(statement: SQL): void {
    this.#write(textOf(statement)).catch((error: unknown) => {
      this.failure ??= error;
    });
  }

  #write({ sql, params }: Query) {
    return this.unsafe(sql, params as never[]).execute();
  }

  /** What fails within `work` is undone alone. @throws what `work` throws. */
  async savepoint<R>(work: (client: TransactionClient) => Promise<R>): Promise<R> {
    const name = `inner_${++this.#savepoints}`;
    await this.unsafe(`savepoint ${name}`, []);
    try {
      return await work(this);
    } catch (error) {
      await this.unsafe(`rollback to ${name}`, []);
      throw error;
    }
  }

  /** Commits, unless that has been done. @throws when a statement has failed, now or before. */
  async commit(last: readonly SQL[]): Promise<void> {
    if (this.#isOver) return;
    // A savepoint may have undone it since, and PostgreSQL would commit the rest.
    if (this.failure) throw this.failure;
    // All of them before any: what can't be said must not be half said.
    const statements = last.map(textOf);
    const sent = statements.map((statement) => this.#write(statement));
    this.#isOver = true;
    const commit = this.#own.unsafe('commit').execute();
    const ended = await Promise.allSettled([this.#begun, ...sent, commit]);
    const failure = ended.find(({ status }) => status === 'rejected');
    if (this.failure) throw this.failure;
    if (failure?.status === 'rejected') throw failure.reason;
    // PostgreSQL answers a commit after a failed statement with a rollback, and no error.
    if ((await commit).command !== 'COMMIT') throw new Error('a statement before had failed');
  }

  async rollBack(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    // A connection that is lost has rolled back by itself.
    await this.#own.unsafe('rollback').catch(() => {});
  }

  release(): void {
    this.#own.release();
  }
}

/**
 * A statement as the driver takes it. What could go wrong with it on the way must go wrong here: the
 * commit that is sent behind it, unasked, would be carried out. @throws for such a statement.
 */
function textOf(statement: SQL): Query {
  const query = dialect.sqlToQuery(statement);
  if (query.params.every(isSendable)) return query;
  throw new Error('a statement has a value that cannot be sent');
}

/** Whether the driver writes a value as it is; anything else it might refuse only when it is sent. */
function isSendable(value: unknown): boolean {
  const isBytes = value instanceof Uint8Array;
  return value === null || isBytes || ['string', 'number', 'boolean'].includes(typeof value);
}
