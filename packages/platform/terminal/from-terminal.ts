import { sql } from 'drizzle-orm';
import { DatabaseClock } from '../clock/database-clock.ts';
import type { CommandContext } from '../commands/context.ts';
import { openDatabase } from '../database/client.ts';
import { migrate } from '../database/migrate.ts';
import { type NotedEntry, writingDown } from '../journal/append.ts';

/**
 * Runs `work` in one transaction of a program at the terminal, which has the database but neither
 * the application nor its secrets. The database is brought up to date first; whoever seals the
 * journal next takes up what is written. `name` is who the journal says it was.
 */
export async function fromTerminal<R>(
  ownerUrl: string,
  name: string,
  work: (context: Pick<CommandContext, 'tx' | 'now' | 'journal'>) => Promise<R>,
): Promise<R> {
  await migrate(ownerUrl);
  const actor = { kind: 'system', id: name } as const;
  const handles = openDatabase(ownerUrl, { connections: 1, name: `1999 ${name}` });
  try {
    const clock = await DatabaseClock.follow(handles.sql);
    clock.stop();
    return await handles.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.actor', ${actor.id}, true),
        set_config('app.actor_kind', ${actor.kind}, true)`);
      const now = clock.now();
      const entries: NotedEntry[] = [];
      const done = await work({
        tx,
        now,
        journal: async (...more) => void entries.push(...more.map((entry) => ({ entry, actor }))),
      });
      const journal = writingDown({ entries, at: now });
      if (journal) await tx.execute(journal);
      return done;
    });
  } finally {
    await handles.close();
  }
}
