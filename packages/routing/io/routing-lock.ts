import { send, type Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** Any number that only routing uses. */
const ROUTING_LOCK = 1_999_000_400;

const locked = new WeakSet<Tx>();

/**
 * One transaction at a time decides who is offered what. Rooms that also lock rows of their own
 * lock those first; nothing is locked after this but routing's own rows.
 */
export function lockRouting(tx: Tx): void {
  if (locked.has(tx)) return;
  locked.add(tx);
  send(tx, sql`select pg_advisory_xact_lock(${ROUTING_LOCK})`);
}
