import { isOfTheHouse, type LiveRooms, type TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';

const queueAndAgent = (event: JournalEvent): string[] => {
  const { agentId } = event.payload;
  return typeof agentId === 'string' ? ['queue', `agent:${agentId}`] : ['queue'];
};

/** Queue and agents as they change; an agent's own topic carries the offers. */
export const live: LiveRooms = {
  'agent.stateChanged': queueAndAgent,
  'queueEntry.queued': queueAndAgent,
  'queueEntry.offered': queueAndAgent,
  'queueEntry.declined': queueAndAgent,
  'queueEntry.ringTimedOut': queueAndAgent,
  'queueEntry.withdrawn': queueAndAgent,
  'queueEntry.accepted': queueAndAgent,
  'queueEntry.left': queueAndAgent,
  'queueEntry.finished': queueAndAgent,
};

/** The queue is everybody's in the house; an agent's topic is the agent's and the supervisors'. */
export const topics: TopicAccess = {
  queue: (_app, actor) => isOfTheHouse(actor),
  agent: (_app, actor, id) =>
    actor.kind === 'user' &&
    (actor.id === id || actor.role === 'supervisor' || actor.role === 'admin'),
};
