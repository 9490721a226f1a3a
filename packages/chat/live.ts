import type { LiveRooms, TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';
import { chatEvents } from './contract.ts';
import { isAgentOf } from './queries/agent-chats.ts';

/** The chat's own topic, and its agent's once it has one. */
const chatAndAgent = (event: JournalEvent): string[] => {
  const { agentId } = event.payload;
  const own = `chat:${event.subjectId}`;
  return typeof agentId === 'string' ? [own, `agent:${agentId}`] : [own];
};

export const live: LiveRooms = Object.fromEntries(
  chatEvents.filter((type) => type !== 'chat.hoursSet').map((type) => [type, chatAndAgent]),
);

/** A chat's topic is open to its citizen's token, its agent, supervision and administration. */
export const topics: TopicAccess = {
  chat: (app, actor, id) => {
    if (actor.kind === 'capability') return actor.capability === 'chat' && actor.id === id;
    if (actor.kind !== 'user') return false;
    if (actor.role === 'supervisor' || actor.role === 'admin') return true;
    return actor.role === 'agent' && isAgentOf(app, id, actor.id);
  },
};
