import { sql } from 'drizzle-orm';
import type { CommandContext } from '../commands/context.ts';
import { contextOf, doLast, identityOf, transact } from '../commands/transact.ts';
import type { JournalEvent } from '../contract.ts';
import { send } from '../database/transaction.ts';
import { EVENT_COLUMNS, type EventRow, eventFromRow } from '../journal/event-row.ts';
import type { App } from '../module/app.ts';
import type { Module, Reaction } from '../module/module.ts';

/** How many events were answered. `idle`: none waits. `busy`: another process has the cursor. */
export type ReactResult = number | 'idle' | 'busy';

/** A reaction threw; its transaction was rolled back and its cursor stands before `event`. */
export class ReactionFailed extends Error {
  readonly reaction: string;
  readonly event: JournalEvent;

  constructor(reaction: string, event: JournalEvent, cause: unknown) {
    super(`reaction ${reaction} failed on ${event.type} at ${event.position}`, { cause });
    this.name = 'ReactionFailed';
    this.reaction = reaction;
    this.event = event;
  }
}

/** Every module's reactions. @throws when two have one name: they would share a cursor. */
export function reactionsOf(modules: readonly Module[]): Reaction[] {
  const all = modules.flatMap((module) => module.reactions ?? []);
  const names = new Set<string>();
  for (const { name } of all) {
    if (names.has(name)) throw new Error(`two reactions are called ${name}`);
    names.add(name);
  }
  return all;
}

/** Makes sure each reaction has its cursor, and that the cursor knows which types it answers. */
export async function registerReactions(app: App, reactions: readonly Reaction[]): Promise<void> {
  for (const reaction of reactions) {
    await app.sql`insert into journal_cursor (name, types) values (${reaction.name}, ${[...reaction.on]})
      on conflict (name) do update set types = excluded.types
      where journal_cursor.types <> excluded.types`;
  }
}

/** The names of the reactions for which a sealed event waits. */
export async function reactionsBehind(app: App): Promise<string[]> {
  const rows = await app.sql<{ name: string }[]>`
    select name from journal_cursor as cursor
    where exists (
      select from unnest(cursor.types) as answered (type)
      -- The next by type and position, in the order of that index alone: asked for one type's next by
      -- position, the planner may walk over whatever else was sealed since, to find that there is none.
      cross join lateral (select journal.type from journal
        where (journal.type, journal.position) > (answered.type, cursor.position)
        order by journal.type, journal.position limit 1) as next
      where next.type = answered.type)`;
  return rows.map((row) => row.name);
}

/** So many events are answered in one transaction when many wait. */
const TOGETHER = 20;
const CROWD = 200;

/**
 * Answers the next events of one reaction: their effects and the cursor's step commit together, so
 * each event takes effect exactly once however often a process dies. When one of several fails,
 * nothing of them is kept, and fewer are answered: those before the one that failed, or of a crowd
 * the first half.
 * @throws ReactionFailed when the reaction threw on the first; nothing was stored then.
 */
export async function reactOnce(
  app: App,
  reaction: Reaction,
  together = 'reactAll' in reaction ? CROWD : TOGETHER,
): Promise<ReactResult> {
  const tried: JournalEvent[] = [];
  const actor = { kind: 'system', id: reaction.name } as const;
  try {
    return await transact(app, async (shared, notes) => {
      send(shared.tx, sql`select ${identityOf([actor])}`);
      const context = contextOf(shared, actor, notes);
      const next = await lockCursor(context, reaction, together);
      if (typeof next === 'string') return next;
      if ('reactAll' in reaction) {
        tried.push(...next);
        await reaction.reactAll(context, next);
      } else {
        for (const event of next) {
          tried.push(event);
          await reaction.react(context, event);
          // The next one reads what this one has stored.
          await doLast(shared, notes);
          await notes.writeNow(shared.tx);
        }
      }
      const last = next.at(-1) as JournalEvent;
      await moveCursor(context, reaction.name, last.position);
      return next.length;
    });
  } catch (error) {
    const [event] = tried;
    if (!event) throw error;
    if (tried.length === 1) throw new ReactionFailed(reaction.name, event, error);
    const fewer = 'reactAll' in reaction ? Math.floor(tried.length / 2) : tried.length - 1;
    return reactOnce(app, reaction, fewer);
  }
}

/** Sets the cursor's position in the caller's transaction and forgets earlier failures. */
export async function moveCursor(
  { tx }: CommandContext,
  name: string,
  position: number,
): Promise<void> {
  await tx.execute(sql`update journal_cursor
    set position = ${position}, attempts = 0, retry_at = null where name = ${name}`);
}

async function lockCursor(
  { tx }: CommandContext,
  reaction: Reaction,
  most: number,
): Promise<JournalEvent[] | 'idle' | 'busy'> {
  const [cursor] = await tx.execute<{ position: string }>(sql`
    select position::text from journal_cursor where name = ${reaction.name}
    for update skip locked`);
  if (!cursor) return 'busy';
  const rows = await tx.execute<EventRow>(sql`
    select ${sql.raw(EVENT_COLUMNS)} from journal
    where type in (${sql.join([...reaction.on], sql`, `)}) and position > ${cursor.position}::bigint
    order by journal.position limit ${most}`);
  return rows.length > 0 ? rows.map(eventFromRow) : 'idle';
}
