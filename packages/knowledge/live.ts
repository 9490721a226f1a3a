import type { LiveRooms, TopicAccess } from '@1999/platform';
import { FaqEvents, FaqNotes } from './contract.ts';

/** Editors see every change of an entry at once, above all one that has expired. */
export const live: LiveRooms = Object.fromEntries(
  [...FaqEvents, ...FaqNotes].map((type) => [type, () => ['knowledge']]),
);

export const topics: TopicAccess = {
  knowledge: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
};
