/** A conference as pure state: each function returns the next state and what happened. */
export type ConferenceStatus = 'init' | 'in-progress' | 'completed';

export interface Participant {
  callSid: string;
  label?: string;
  muted: boolean;
  hold: boolean;
  coaching: boolean;
  callSidToCoach?: string;
  startConferenceOnEnter: boolean;
  endConferenceOnExit: boolean;
}

export type EndReason =
  | 'last-participant-left'
  | 'last-participant-kicked'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'conference-ended-via-api';

export interface Conference {
  sid: string;
  friendlyName: string;
  status: ConferenceStatus;
  participants: Participant[];
  endReason?: EndReason;
  endedBy?: string;
}

export type ConferenceEvent =
  | { type: 'conference-start' }
  | { type: 'conference-end'; reason: EndReason; endedBy?: string; label?: string }
  | { type: ParticipantEventType; participant: Participant };

type ParticipantEventType =
  | 'participant-join'
  | 'participant-leave'
  | 'participant-hold'
  | 'participant-unhold'
  | 'participant-mute'
  | 'participant-unmute'
  | 'participant-modify';

export interface Step {
  conference: Conference;
  events: ConferenceEvent[];
}

/** Adds a participant; the conference starts once two are there and one of them may start it. */
export function join(conference: Conference, participant: Participant): Step {
  const participants = [...conference.participants, participant];
  const events: ConferenceEvent[] = [{ type: 'participant-join', participant }];
  const starts =
    conference.status === 'init' &&
    participants.length >= 2 &&
    participants.some((p) => p.startConferenceOnEnter);
  if (starts) events.push({ type: 'conference-start' });
  const status = starts ? 'in-progress' : conference.status;
  return { conference: { ...conference, participants, status }, events };
}

/** Takes a participant out; ends the conference when it was the last or may end it. */
export function leave(conference: Conference, callSid: string, kicked: boolean): Step {
  const leaver = conference.participants.find((p) => p.callSid === callSid);
  if (!leaver) return { conference, events: [] };
  const how = kicked ? 'kicked' : 'left';
  const rest = conference.participants.filter((p) => p !== leaver);
  const step: Step = {
    conference: { ...conference, participants: rest },
    events: [{ type: 'participant-leave', participant: leaver }],
  };
  if (leaver.endConferenceOnExit) {
    return finish(step, `participant-with-end-conference-on-exit-${how}`, leaver);
  }
  return rest.length === 0 ? finish(step, `last-participant-${how}`, leaver) : step;
}

/** Ends the conference from outside. */
export function endByApi(conference: Conference): Step {
  if (conference.status === 'completed') return { conference, events: [] };
  return finish({ conference, events: [] }, 'conference-ended-via-api');
}

export type ParticipantChange = Partial<Omit<Participant, 'callSid' | 'label'>>;

/** Changes a participant; only what really changes makes an event. */
export function change(conference: Conference, callSid: string, wanted: ParticipantChange): Step {
  const before = conference.participants.find((p) => p.callSid === callSid);
  if (!before) return { conference, events: [] };
  const participant = { ...before, ...wanted };
  const events: ConferenceEvent[] = [];
  if (participant.hold !== before.hold) {
    events.push({
      type: participant.hold ? 'participant-hold' : 'participant-unhold',
      participant,
    });
  }
  if (participant.muted !== before.muted) {
    events.push({
      type: participant.muted ? 'participant-mute' : 'participant-unmute',
      participant,
    });
  }
  const modified =
    participant.coaching !== before.coaching ||
    participant.callSidToCoach !== before.callSidToCoach ||
    participant.endConferenceOnExit !== before.endConferenceOnExit;
  if (modified) events.push({ type: 'participant-modify', participant });
  const participants = conference.participants.map((p) => (p === before ? participant : p));
  return { conference: { ...conference, participants }, events };
}

function finish(step: Step, reason: EndReason, by?: Participant): Step {
  const leavers = step.conference.participants.map(
    (participant): ConferenceEvent => ({ type: 'participant-leave', participant }),
  );
  const end: ConferenceEvent = {
    type: 'conference-end',
    reason,
    endedBy: by?.callSid,
    label: by?.label,
  };
  return {
    conference: {
      ...step.conference,
      participants: [],
      status: 'completed',
      endReason: reason,
      endedBy: by?.callSid,
    },
    events: [...step.events, ...leavers, end],
  };
}

/** The short name by which TwiML's `statusCallbackEvent` subscribes to an event. */
export function subscriptionOf(type: ConferenceEvent['type']): string {
  const names: Record<ConferenceEvent['type'], string> = {
    'conference-start': 'start',
    'conference-end': 'end',
    'participant-join': 'join',
    'participant-leave': 'leave',
    'participant-hold': 'hold',
    'participant-unhold': 'hold',
    'participant-mute': 'mute',
    'participant-unmute': 'mute',
    'participant-modify': 'modify',
  };
  return names[type];
}
