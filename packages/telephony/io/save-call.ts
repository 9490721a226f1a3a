import { type CommandContext, rowsOf, send, type Tx } from '@1999/platform';
import { eq, type SQL } from 'drizzle-orm';
import { type Call, call } from './tables.ts';

/** A call's row as a transaction found it, and as it will leave it. */
interface Draft {
  /** Null: the transaction makes the row. */
  readonly found: Call | null;
  now: Call;
}

const drafts = new WeakMap<Tx, Map<string, Draft>>();

/**
 * Notes changes of a call's row, which must be locked; what one event changes step by step is
 * stored by one statement at the transaction's end. Returns the row as it is from now on.
 */
export function saveCall(context: CommandContext, row: Call, changes: Partial<Call>): Call {
  const draft = draftOf(context, row.id) ?? begin(context, row.id, { found: row, now: row });
  draft.now = { ...draft.now, ...changes };
  return { ...row, ...changes };
}

/** Stores what is noted of a call already now, for what reads it back in the same transaction. */
export function storeChanges(context: CommandContext, id: string): void {
  if (!draftOf(context, id)?.found) return;
  const stored = storing(context, id);
  if (stored) send(context.tx, stored);
}

/** Notes a call that has just come into being. */
export function addCall(context: CommandContext, row: Call): Call {
  begin(context, row.id, { found: null, now: row });
  return row;
}

function draftOf({ tx }: CommandContext, id: string): Draft | undefined {
  return drafts.get(tx)?.get(id);
}

function begin(context: CommandContext, id: string, draft: Draft): Draft {
  const own = drafts.get(context.tx) ?? new Map<string, Draft>();
  drafts.set(context.tx, own.set(id, draft));
  context.atEnd(() => storing(context, id));
  return draft;
}

/** The statement that stores a found row's changes; a new row is noted. Null for nothing to do. */
function storing(context: CommandContext, id: string): SQL | null {
  const draft = draftOf(context, id);
  if (!draft) return null;
  drafts.get(context.tx)?.delete(id);
  if (draft.found) return updating(context, draft.found, draft.now);
  context.write(rowsOf(call, [draft.now]));
  return null;
}

function updating({ tx }: CommandContext, found: Call, now: Call): SQL | null {
  const changed = Object.entries(now).filter(
    ([column, value]) => !isSame(value, found[column as keyof Call]),
  );
  if (changed.length === 0) return null;
  return tx.update(call).set(Object.fromEntries(changed)).where(eq(call.id, found.id)).getSQL();
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
