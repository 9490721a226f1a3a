import type { LiveRooms, TopicAccess } from '@1999/platform';

/** Editors see what the bot could not answer, and how it was rated, as it happens. */
export const live: LiveRooms = {
  'bot.answered': (event) =>
    event.payload.reason === 'out_of_scope' || event.payload.reason === 'clarify' ? ['bot'] : [],
  'bot.rated': () => ['bot'],
  'bot.questionHandled': () => ['bot'],
  'bot.switched': () => ['bot'],
};

export const topics: TopicAccess = {
  bot: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
};
