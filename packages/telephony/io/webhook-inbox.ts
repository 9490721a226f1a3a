import { askTogether, type CommandContext, listOf, type Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';

/**
 * True for the first time any of these keys is seen: the event may be applied in this transaction.
 * A duplicate that arrives at the same moment waits here for the first one's commit.
 */
export function claimOnce(
  { tx, now }: CommandContext,
  keys: readonly (string | undefined)[],
): Promise<boolean> {
  const known = [...new Set(keys.filter((key) => key !== undefined))];
  return askTogether(tx, { keys: known, now }, claimAll);
}

interface Claim {
  readonly keys: readonly string[];
  readonly now: Temporal.Instant;
}

/** Whether each of them is the first to name all of its keys. */
async function claimAll(reader: Reader, claims: readonly Claim[]): Promise<boolean[]> {
  // In one order for everybody: two who claim the same keys then never wait for each other.
  const keys = [...new Set(claims.flatMap((claim) => claim.keys))].sort();
  const rows = await reader.execute<{ key: string }>(sql`
    insert into webhook_inbox (key, at)
    select key, ${claims[0]?.now.toString()}::timestamptz
    from unnest(${listOf('text', keys)}) as key
    on conflict do nothing returning key`);
  const fresh = new Set([...rows].map(({ key }) => key));
  return claims.map((claim) => {
    const isFirst = claim.keys.every((key) => fresh.has(key));
    for (const key of claim.keys) fresh.delete(key);
    return isFirst;
  });
}
