import { isOfTheHouse, type LiveRooms, type TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';

const queueAndAgent = (event: JournalEvent): string[] => {
  const { agentId } = event.payload;
  return typeof agentId === 'string' ? ['queue', `agent:${agentId}`] : ['queue'];
};

/** A change of the roster is told to supervisors and to the agent it is about. */
const rosterOf = (event: JournalEvent): string[] => ['roster', `agent:${event.payload.agentId}`];

/** Queue and agents as they change; an agent's own topic carries the offers. */
export const live: LiveRooms = {
  'agent.stateChanged': queueAndAgent,
  'agent.wrapUpExtended': queueAndAgent,
  'agent.helpAsked': (event) => ['alarms', ...queueAndAgent(event)],
  'agent.helpAnswered': (event) => ['alarms', ...queueAndAgent(event)],
  'queueEntry.queued': queueAndAgent,
  'queueEntry.offered': queueAndAgent,
  'queueEntry.declined': queueAndAgent,
  'queueEntry.ringTimedOut': queueAndAgent,
  'queueEntry.withdrawn': queueAndAgent,
  'queueEntry.accepted': queueAndAgent,
  'queueEntry.left': queueAndAgent,
  'queueEntry.requeued': queueAndAgent,
  'queueEntry.raised': queueAndAgent,
  'queueEntry.finished': queueAndAgent,
  'queueEntry.waitedTooLong': () => ['queue', 'alarms'],
  'shift.planned': rosterOf,
  'shift.changed': rosterOf,
  'shift.removed': rosterOf,
  'leave.planned': rosterOf,
  'leave.removed': rosterOf,
  'handover.written': () => ['queue'],
  'handover.acknowledged': () => ['queue'],
  'routing.rulesChanged': () => ['queue'],
};

/** The queue is everybody's in the house; an agent's topic is the agent's and the supervisors'. */
export const topics: TopicAccess = {
  queue: (_app, actor) => isOfTheHouse(actor),
  roster: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
  agent: (_app, actor, id) =>
    actor.kind === 'user' &&
    (actor.id === id || actor.role === 'supervisor' || actor.role === 'admin'),
};
