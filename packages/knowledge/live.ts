import type { LiveRooms, TopicAccess } from '@1999/platform';
import { FaqEvents, FaqNotes, FaqWordEvents } from './contract.ts';

/** Editors see every change of an entry or a word at once, above all an entry that has expired. */
export const live: LiveRooms = Object.fromEntries(
  [...FaqEvents, ...FaqNotes, ...FaqWordEvents].map((type) => [type, () => ['knowledge']]),
);

export const topics: TopicAccess = {
  knowledge: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
};
