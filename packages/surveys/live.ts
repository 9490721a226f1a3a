import type { LiveRooms } from '@1999/platform';

/** An answer shows beside its case at once. */
export const live: LiveRooms = {
  'survey.answered': (event) => [`case:${event.threadId}`],
};
