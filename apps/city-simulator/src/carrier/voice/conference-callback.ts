import type { CallStatus } from '../domain/call-state.ts';
import {
  type Conference,
  type ConferenceEvent,
  subscriptionOf,
} from '../domain/conference-state.ts';
import { twilioTime } from '../domain/twilio-time.ts';
import type { Switchboard } from './switchboard.ts';

/** The parameters of one conference status callback, and the word it is subscribed by. */
export function conferenceCallback(
  board: Switchboard,
  conference: Conference,
  event: ConferenceEvent,
  callStatus: CallStatus | undefined,
): { subscription: string; params: Record<string, string> } {
  const params: Record<string, string> = {
    AccountSid: board.options.accountSid,
    ConferenceSid: conference.sid,
    FriendlyName: conference.friendlyName,
    StatusCallbackEvent: event.type,
    Timestamp: twilioTime(board.scheduler.now()),
  };
  return {
    subscription: subscriptionOf(event.type),
    params: { ...params, ...detail(event, callStatus) },
  };
}

function detail(
  event: ConferenceEvent,
  callStatus: CallStatus | undefined,
): Record<string, string> {
  if (event.type === 'conference-start') return {};
  if (event.type === 'conference-end') {
    return {
      ReasonConferenceEnded: event.reason,
      ...(event.endedBy && { CallSidEndingConference: event.endedBy }),
      ...(event.label && { ParticipantLabelEndingConference: event.label }),
    };
  }
  const { participant } = event;
  return {
    CallSid: participant.callSid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coaching),
    EndConferenceOnExit: String(participant.endConferenceOnExit),
    StartConferenceOnEnter: String(participant.startConferenceOnEnter),
    ...(participant.callSidToCoach && { CallSidToCoach: participant.callSidToCoach }),
    ...(participant.label && { ParticipantLabel: participant.label }),
    ...(event.type === 'participant-leave' && callStatus && { ParticipantCallStatus: callStatus }),
  };
}
