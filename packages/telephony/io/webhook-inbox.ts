import type { CommandContext } from '@1999/platform';
import { sql } from 'drizzle-orm';

/**
 * True for the first time any of these keys is seen: the event may be applied in this transaction.
 * A duplicate that arrives at the same moment waits here for the first one's commit.
 */
export async function claimOnce(
  { tx, now }: CommandContext,
  keys: readonly (string | undefined)[],
): Promise<boolean> {
  const known = [...new Set(keys.filter((key) => key !== undefined))].sort();
  const fresh = await tx.execute(sql`
    insert into webhook_inbox (key, at)
    select key, ${now.toString()}::timestamptz
    from unnest(array[${sql.join(known, sql`, `)}]::text[]) as key
    on conflict do nothing returning key`);
  return fresh.length === known.length;
}
