import type { CommandContext } from '@1999/platform';
import { RowDrafts } from './row-drafts.ts';
import { type Call, call } from './tables.ts';

const calls = new RowDrafts<Call>(call);

/**
 * Notes changes of a call's row, which must be locked; what one event changes step by step is
 * stored at the transaction's end. Returns the row as it is from now on.
 */
export function saveCall(context: CommandContext, row: Call, changes: Partial<Call>): Call {
  return calls.save(context, row, changes);
}

/** Notes a call that has just come into being. */
export function addCall(context: CommandContext, row: Call): Call {
  return calls.add(context, row);
}
