import { isOfTheHouse, type LiveRooms, type TopicAccess } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';

/** The call's own topic, the supervisors' of all calls, and that of everybody in the call. */
const callAndPeople = (event: JournalEvent): string[] => {
  const { agentId, agentIds } = event.payload;
  const people = [agentId, ...(Array.isArray(agentIds) ? agentIds : [])];
  const known = new Set(people.filter((id) => typeof id === 'string'));
  return [`call:${event.subjectId}`, 'calls', ...[...known].map((id) => `agent:${id}`)];
};
/** Who listens unheard: the supervisors' business alone. */
const supervisors = (event: JournalEvent): string[] => {
  const { mode, agentIds } = event.payload;
  return mode === 'monitor' && Array.isArray(agentIds)
    ? ['calls', ...agentIds.map((id) => `agent:${id}`)]
    : callAndPeople(event);
};

export const live: LiveRooms = {
  'call.arrived': callAndPeople,
  'call.menuChosen': callAndPeople,
  'call.queued': callAndPeople,
  'call.connected': callAndPeople,
  'call.held': callAndPeople,
  'call.resumed': callAndPeople,
  'call.ended': callAndPeople,
  'call.wrapped': callAndPeople,
  'call.partyInvited': supervisors,
  'call.partyJoined': callAndPeople,
  'call.partyLeft': callAndPeople,
  'call.partyChanged': supervisors,
  'call.transferStarted': callAndPeople,
  'call.transferred': callAndPeople,
  'call.consultStarted': callAndPeople,
  'call.consultEnded': callAndPeople,
  'call.conferenceStarted': callAndPeople,
  'call.takenOver': callAndPeople,
  'call.promptPlayed': callAndPeople,
  'call.smsSent': callAndPeople,
  'call.recordingStarted': callAndPeople,
  'call.recordingPaused': callAndPeople,
  'call.recordingResumed': callAndPeople,
  'call.recordingStopped': callAndPeople,
  'call.callbackPromised': callAndPeople,
  'call.callbackDue': callAndPeople,
  'call.callbackFailed': callAndPeople,
  'call.messageLeft': callAndPeople,
  'ivr.flowPublished': () => ['ivr'],
  'ivr.incidentSet': () => ['ivr'],
  'ivr.incidentEnded': () => ['ivr'],
  'nuisance.added': () => ['ivr'],
  'nuisance.lifted': () => ['ivr'],
  'recording.stored': () => ['calls'],
  'recording.played': () => ['calls'],
  'recording.deleted': () => ['calls'],
  'recordingPolicy.set': () => ['calls'],
  'alarm.raised': () => ['alarms'],
};

/** A supervisor hears of every call. A call's topic is open to the house, and to the citizen whose token opens that very call. */
export const topics: TopicAccess = {
  call: (_app, actor, id) =>
    actor.kind === 'capability'
      ? actor.capability === 'call' && actor.id === id
      : isOfTheHouse(actor),
  calls: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
  ivr: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
  alarms: (_app, actor) =>
    actor.kind === 'user' && (actor.role === 'supervisor' || actor.role === 'admin'),
};
