import { type CommandContext, changeOf, type Reader, rowsOf } from '@1999/platform';
import type { PgTable } from 'drizzle-orm/pg-core';

/** A row as a transaction found it, and as it will leave it. */
interface Draft<R> {
  /** Null: the transaction makes the row. */
  readonly found: R | null;
  now: R;
}

/**
 * What transactions change of one table's rows, which must be locked: step by step in memory, and
 * in the table at the transaction's end, of each row only what is another value by then.
 */
export class RowDrafts<R extends { readonly id: string }> {
  readonly #table: PgTable;
  readonly #drafts = new WeakMap<Reader, Map<string, Draft<R>>>();

  constructor(table: PgTable) {
    this.#table = table;
  }

  /** Notes changes. Returns the row as it is from now on. */
  save(context: CommandContext, row: R, changes: Partial<R>): R {
    const draft =
      this.#of(context.tx).get(row.id) ?? this.#begin(context, { found: row, now: row });
    draft.now = { ...draft.now, ...changes };
    return { ...row, ...changes };
  }

  /** Notes a row that has just come into being. */
  add(context: CommandContext, row: R): R {
    this.#begin(context, { found: null, now: row });
    return row;
  }

  /** Rows just read, as the transaction leaves them, and those it adds that belong to them. */
  asLeft(reader: Reader, rows: readonly R[], belongs: (row: R) => boolean): R[] {
    const drafts = this.#of(reader);
    const added = [...drafts.values()].filter(({ found, now }) => !found && belongs(now));
    return [...rows.map((row) => drafts.get(row.id)?.now ?? row), ...added.map(({ now }) => now)];
  }

  #of(reader: Reader): Map<string, Draft<R>> {
    const known = this.#drafts.get(reader) ?? new Map<string, Draft<R>>();
    this.#drafts.set(reader, known);
    return known;
  }

  #begin(context: CommandContext, draft: Draft<R>): Draft<R> {
    const drafts = this.#of(context.tx);
    drafts.set(draft.now.id, draft);
    context.atEnd(() => {
      drafts.delete(draft.now.id);
      this.#store(context, draft);
      return null;
    });
    return draft;
  }

  #store(context: CommandContext, { found, now }: Draft<R>): void {
    if (!found) {
      context.write(rowsOf(this.#table, [now]));
      return;
    }
    const changed = Object.entries(now).filter(
      ([column, value]) => !isSame(value, found[column as keyof R]),
    );
    if (changed.length === 0) return;
    context.change(changeOf(this.#table, found.id, Object.fromEntries(changed)));
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
