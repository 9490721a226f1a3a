import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';

/**
 * The place in the queue, counted from 1, of what waits under `refId`; null when it does not wait.
 * Give the transaction to see what was written in it.
 */
export async function queuePosition(reader: Reader, refId: string): Promise<number | null> {
  const [row] = await reader.execute<{ place: number }>(sql`
    select (
      select count(*)::int from queue_entry as other
      where other.state in ('waiting', 'offered')
        and (other.rank_at, other.id) <= (mine.rank_at, mine.id)
    ) as place
    from queue_entry as mine
    where mine.ref_id = ${refId} and mine.state in ('waiting', 'offered')`);
  return row?.place ?? null;
}
