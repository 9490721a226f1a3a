import type { Change } from '../contract.ts';
import { readJournal } from '../journal/reader.ts';
import type { App } from '../module/app.ts';
import { topicBook } from './topic-book.ts';

/** Further back than this nobody's changes are listed; the client fetches everything again. */
const MAX_POSITIONS = 20_000;
/** More changes than this are not worth telling one by one. */
export const MAX_CHANGES = 1_000;

/**
 * The changes that touch `topics` at the positions after `after` up to `until`, in order and with
 * all their topics, or null when they are too many.
 */
export async function missedChanges(
  app: App,
  after: number,
  until: number,
  topics: ReadonlySet<string>,
): Promise<Change[] | null> {
  if (until - after > MAX_POSITIONS) return null;
  const book = app.services.get(topicBook);
  const missed: Change[] = [];
  for (let at = after; at < until; ) {
    const events = await readJournal(app, at);
    const last = events.at(-1);
    if (!last) break;
    at = last.position;
    for (const event of events) {
      if (event.position > until) break;
      const change = book.changeOf(app, event);
      if (change?.topics.some((topic) => topics.has(topic))) missed.push(change);
    }
    if (missed.length > MAX_CHANGES) return null;
  }
  return missed;
}
