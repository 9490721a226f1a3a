import { isOfTheHouse, type LiveRooms, type TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';

/** The call's own topic, and its agent's once it has one. */
const callAndAgent = (event: JournalEvent): string[] => {
  const { agentId } = event.payload;
  const own = `call:${event.subjectId}`;
  return typeof agentId === 'string' ? [own, `agent:${agentId}`] : [own];
};

export const live: LiveRooms = {
  'call.arrived': callAndAgent,
  'call.menuChosen': callAndAgent,
  'call.queued': callAndAgent,
  'call.connected': callAndAgent,
  'call.held': callAndAgent,
  'call.resumed': callAndAgent,
  'call.ended': callAndAgent,
  'call.wrapped': callAndAgent,
  'alarm.raised': () => ['alarms'],
};

/** A call's topic is open to the house, and to the citizen whose token opens that very call. */
export const topics: TopicAccess = {
  call: (_app, actor, id) =>
    actor.kind === 'capability'
      ? actor.capability === 'call' && actor.id === id
      : isOfTheHouse(actor),
  alarms: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
};
