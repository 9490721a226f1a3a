import { isOfTheHouse, type LiveRooms, type TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';
import { agencyMayRead } from './queries/case-access.ts';

const thread = (event: JournalEvent) => (event.threadId ? [`case:${event.threadId}`] : []);

/** Everything that happens to a case is told to those who have it open. */
export const live: LiveRooms = {
  'case.opened': thread,
  'case.described': thread,
  'case.contactLinked': thread,
  'case.contactUnlinked': thread,
  'case.closed': thread,
  'case.reopened': thread,
  'case.satisfactionRecorded': thread,
  'attachment.added': thread,
};

export const topics: TopicAccess = {
  case: (app, actor, id) => {
    if (actor.kind === 'capability') return actor.capability === 'case' && actor.id === id;
    if (isOfTheHouse(actor)) return true;
    return actor.kind === 'user' && actor.agencyId
      ? agencyMayRead(app.db, actor.agencyId, id)
      : false;
  },
};
