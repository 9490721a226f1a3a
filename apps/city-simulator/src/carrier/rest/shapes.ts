import type { Participant } from '../domain/conference-state.ts';
import { segmentsOf } from '../domain/message-state.ts';
import { twilioTime } from '../domain/twilio-time.ts';
import type { TextMessage } from '../messages/text-message.ts';
import type { ConferenceRoom } from '../voice/conference-room.ts';
import type { Leg } from '../voice/leg.ts';
import type { CallRecording } from '../voice/switchboard.ts';

const API = '2010-04-01';
const base = (accountSid: string) => `/${API}/Accounts/${accountSid}`;
const timeOrNull = (at: number | undefined) => (at === undefined ? null : twilioTime(at));

/** A call as the REST API shows it. */
export function callShape(accountSid: string, leg: Leg) {
  const uri = `${base(accountSid)}/Calls/${leg.sid}`;
  return {
    sid: leg.sid,
    account_sid: accountSid,
    parent_call_sid: leg.parentSid ?? null,
    phone_number_sid: null,
    to: leg.to,
    to_formatted: leg.to,
    from: leg.from,
    from_formatted: leg.from,
    status: leg.status,
    direction: leg.direction,
    date_created: twilioTime(leg.createdAt),
    date_updated: twilioTime(leg.updatedAt),
    start_time: timeOrNull(leg.answeredAt ?? leg.endedAt),
    end_time: timeOrNull(leg.endedAt),
    duration: leg.over ? String(leg.seconds) : null,
    price: null,
    price_unit: 'USD',
    answered_by: null,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    annotation: null,
    api_version: API,
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  };
}

/** A conference as the REST API shows it. */
export function conferenceShape(accountSid: string, room: ConferenceRoom) {
  const { sid, friendlyName, status, endReason, endedBy } = room.state;
  const uri = `${base(accountSid)}/Conferences/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: friendlyName,
    status,
    region: 'us1',
    date_created: twilioTime(room.createdAt),
    date_updated: twilioTime(room.updatedAt),
    // Twilio's description knows no null here: a conference that goes on has no such field.
    ...(endReason ? { reason_conference_ended: endReason } : {}),
    call_sid_ending_conference: endedBy ?? null,
    api_version: API,
    uri: `${uri}.json`,
    subresource_uris: {
      participants: `${uri}/Participants.json`,
      recordings: `${uri}/Recordings.json`,
    },
  };
}

/** A participant as the REST API shows it; `leg` gives the state of its call. */
export function participantShape(
  accountSid: string,
  room: ConferenceRoom,
  participant: Participant,
  leg: Leg | undefined,
) {
  const conferenceSid = room.state.sid;
  return {
    account_sid: accountSid,
    call_sid: participant.callSid,
    conference_sid: conferenceSid,
    label: participant.label ?? null,
    muted: participant.muted,
    hold: participant.hold,
    coaching: participant.coaching,
    call_sid_to_coach: participant.callSidToCoach ?? null,
    start_conference_on_enter: participant.startConferenceOnEnter,
    end_conference_on_exit: participant.endConferenceOnExit,
    status: leg && leg.status !== 'in-progress' ? leg.status : 'connected',
    queue_time: '0',
    date_created: twilioTime(leg?.createdAt ?? room.createdAt),
    date_updated: twilioTime(room.updatedAt),
    uri: `${base(accountSid)}/Conferences/${conferenceSid}/Participants/${participant.callSid}.json`,
  };
}

/** A recording of a call as the REST API shows it. */
export function recordingShape(accountSid: string, recording: CallRecording, now: number) {
  const { sid, callSid, channels, track, status, startedAt, endedAt } = recording;
  return {
    sid,
    account_sid: accountSid,
    call_sid: callSid,
    conference_sid: null,
    status,
    channels,
    track,
    source: 'StartCallRecordingAPI',
    start_time: twilioTime(startedAt),
    duration: endedAt === undefined ? null : String(Math.round((endedAt - startedAt) / 1000)),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
    date_created: twilioTime(startedAt),
    date_updated: twilioTime(endedAt ?? now),
    api_version: API,
    uri: `${base(accountSid)}/Calls/${callSid}/Recordings/${sid}.json`,
  };
}

/** A text message as the REST API shows it. */
export function messageShape(accountSid: string, message: TextMessage) {
  const uri = `${base(accountSid)}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: accountSid,
    messaging_service_sid: null,
    body: message.body,
    from: message.from,
    to: message.to,
    status: message.status,
    direction: message.direction,
    num_segments: String(segmentsOf(message.body)),
    num_media: '0',
    error_code: message.errorCode ?? null,
    error_message: message.errorCode ? 'Unreachable destination handset' : null,
    price: null,
    price_unit: 'USD',
    date_created: twilioTime(message.createdAt),
    date_updated: twilioTime(message.updatedAt),
    date_sent: timeOrNull(message.sentAt),
    api_version: API,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
