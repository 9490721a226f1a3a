import type { LiveRooms, TopicAccess } from '@1999/platform';
import { SessionRevoked } from './contract.ts';

/** What a person's own screens hear about the person. */
export const live: LiveRooms = {
  'user.changed': (event) => [`user:${event.subjectId}`],
  'session.revoked': (event) => [`user:${SessionRevoked.parse(event.payload).userId}`],
};

export const topics: TopicAccess = {
  user: (_app, actor, id) => actor.kind === 'user' && actor.id === id,
};
