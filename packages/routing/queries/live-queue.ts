import type { App } from '@1999/platform';
import { asc, inArray } from 'drizzle-orm';
import type { LiveQueue } from '../contract.ts';
import { queueEntry } from '../io/tables.ts';

/** Everything that waits or rings now, in the order of the queue. */
export async function liveQueue(app: App): Promise<LiveQueue> {
  const rows = await app.db
    .select()
    .from(queueEntry)
    .where(inArray(queueEntry.state, ['waiting', 'offered']))
    .orderBy(asc(queueEntry.rankAt), asc(queueEntry.id));
  const entries = rows.map((row, index) => ({
    entryId: row.id,
    channel: row.channel,
    refId: row.refId,
    state: row.state,
    language: row.language,
    skills: row.skills,
    priority: row.priority,
    position: index + 1,
    queuedAt: row.queuedAt.toString(),
    agentId: row.agentId,
  }));
  const oldest = rows.map((row) => row.queuedAt).sort(Temporal.Instant.compare)[0];
  return { entries, waiting: rows.length, longestWaitSince: oldest?.toString() ?? null };
}
