import type { JournalEvent } from '../contract.ts';
import type { App } from '../module/app.ts';
import { describeFailure } from '../reactions/describe-failure.ts';
import { Bell } from './bell.ts';
import { EVENT_COLUMNS, type EventRow, eventFromRow } from './event-row.ts';

const LOOK_MS = 250;
const BATCH = 500;

/** The sealed events after `position`, in order, at most `limit`. */
export async function readJournal(
  app: App,
  position: number,
  limit = BATCH,
): Promise<JournalEvent[]> {
  const rows = await app.sql<EventRow[]>`
    select ${app.sql.unsafe(EVENT_COLUMNS)} from journal
    where position > (select ${position}::bigint) order by journal.position limit ${app.sql.unsafe(String(limit))}`;
  return rows.map(eventFromRow);
}

/** The journal's last sealed position; 0 when nothing has happened yet. */
export async function journalHead(app: App): Promise<number> {
  const [head] = await app.sql<{ position: string }[]>`select position::text from journal_head`;
  return Number(head?.position ?? 0);
}

/**
 * Hands every sealed event after `from` to `onBatch`, once and in order, until `signal` aborts. The
 * caller resumes by passing the last position it has dealt with. Woken when something is sealed,
 * and looks every 250 ms; while the database is away it waits.
 * @throws what `onBatch` throws; the batch was not taken then.
 */
export async function tail(
  app: App,
  { from, signal }: { from: number; signal: AbortSignal },
  onBatch: (events: JournalEvent[]) => void | Promise<void>,
): Promise<void> {
  const bell = new Bell();
  const deaf = app.wake.onSealed(bell.ring);
  let position = from;
  try {
    while (!signal.aborted) {
      const events = await readJournal(app, position).catch((error: unknown) => {
        app.log.warn({ reason: describeFailure(error) }, 'cannot read the journal; trying again');
        return [];
      });
      const last = events.at(-1);
      if (last && !signal.aborted) {
        await onBatch(events);
        position = last.position;
      }
      if (events.length < BATCH) await bell.wait(LOOK_MS, signal);
    }
  } finally {
    deaf();
  }
}
