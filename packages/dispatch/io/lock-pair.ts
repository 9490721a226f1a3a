import type { CommandContext } from '@1999/platform';
import { eq, sql } from 'drizzle-orm';
import { mayTouch } from './lock-order.ts';
import { type Order, orders } from './tables.ts';

/** Any number that only this platform uses: merges are rare, and wait for each other. */
const MERGE_LOCK = 1_999_000_610;

/**
 * Two orders under their row locks, the parent first as when it closes with its duplicates; null
 * for what is not there.
 */
export async function lockPair(
  { tx, actor }: CommandContext,
  childId: string,
  parentId: string,
): Promise<{ child: Order | null; parent: Order | null }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MERGE_LOCK})`);
  const locked = async (id: string) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('no key update');
    return order && (await mayTouch(tx, actor, order)) ? order : null;
  };
  const parent = await locked(parentId);
  return { child: await locked(childId), parent };
}
