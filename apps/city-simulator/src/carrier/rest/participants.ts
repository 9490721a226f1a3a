import type { FastifyInstance } from 'fastify';
import type { Participant } from '../domain/conference-state.ts';
import { type ConferenceRoom, roomNamed } from '../voice/conference-room.ts';
import { placeCall } from '../voice/place-call.ts';
import type { Switchboard } from '../voice/switchboard.ts';
import type { WaitProgram } from '../voice/waiting-program.ts';
import { callbackTarget } from './calls.ts';
import { findRoom } from './conferences.ts';
import { destination, type Form, field, flag, integer, list, method, origin, url } from './form.ts';
import { page } from './page.ts';
import { participantProgram } from './participant-program.ts';
import type { AccountParams } from './rest-api.ts';
import { participantShape } from './shapes.ts';
import { notFound } from './twilio-error.ts';

interface ParticipantParams extends AccountParams {
  callSid: string;
}

/** Participants of a conference: add by calling them, list, read, change, take out. */
export function participantRoutes(board: Switchboard) {
  const { accountSid, number } = board.options;
  const show = (room: ConferenceRoom, participant: Participant) =>
    participantShape(accountSid, room, participant, board.calls.get(participant.callSid));
  return async (app: FastifyInstance) => {
    const path = '/Conferences/:sid/Participants';

    app.post<{ Params: AccountParams; Body: Form }>(`${path}.json`, async (request, reply) => {
      const { sid } = request.params;
      // A name instead of a sid begins a conference, as with Twilio.
      const room = sid.startsWith('CF') ? findRoom(board, sid, request.url) : roomNamed(board, sid);
      const form = request.body;
      const to = destination(form, number, 21201);
      const from = origin(form, number, 21213, 21210);
      const conferenceCallback = url(form, 'ConferenceStatusCallback');
      const start = { to, from, statusCallback: callbackTarget(form) };
      const source = participantProgram(room.state.friendlyName, form);
      const leg = placeCall(board, start, integer(form, 'Timeout', 60, 1, 600), source);
      if (conferenceCallback) {
        const events = list(form, 'ConferenceStatusCallbackEvent');
        room.subscribe({
          url: conferenceCallback,
          method: method(form, 'ConferenceStatusCallbackMethod'),
          events: new Set(events.length > 0 ? events : ['start', 'end']),
        });
      }
      const participant: Participant = {
        callSid: leg.sid,
        label: field(form, 'Label'),
        muted: flag(form, 'Muted') ?? false,
        hold: false,
        coaching: flag(form, 'Coaching') ?? false,
        callSidToCoach: field(form, 'CallSidToCoach'),
        startConferenceOnEnter: flag(form, 'StartConferenceOnEnter') ?? true,
        endConferenceOnExit: flag(form, 'EndConferenceOnExit') ?? false,
      };
      return reply.code(201).send(show(room, participant));
    });

    app.get<{ Params: AccountParams; Querystring: Form }>(`${path}.json`, async (request) => {
      const room = findRoom(board, request.params.sid, request.url);
      const muted = flag(request.query, 'Muted');
      const hold = flag(request.query, 'Hold');
      const shapes = room.state.participants
        .filter((p) => (muted === undefined || p.muted === muted) && (hold ?? p.hold) === p.hold)
        .map((p) => show(room, p));
      return page('participants', shapes, request.url.split('?')[0] ?? '', request.query);
    });

    app.get<{ Params: ParticipantParams }>(`${path}/:callSid.json`, async (request) => {
      const room = findRoom(board, request.params.sid, request.url);
      return show(room, findParticipant(room, request.params.callSid, request.url));
    });

    app.post<{ Params: ParticipantParams; Body: Form }>(
      `${path}/:callSid.json`,
      async (request) => {
        const room = findRoom(board, request.params.sid, request.url);
        const { callSid } = findParticipant(room, request.params.callSid, request.url);
        const form = request.body;
        const announceUrl = url(form, 'AnnounceUrl');
        room.update(callSid, changesIn(form), holdMusicIn(form));
        if (announceUrl) room.announce(announceUrl, method(form, 'AnnounceMethod'), callSid);
        return show(room, findParticipant(room, callSid, request.url));
      },
    );

    app.delete<{ Params: ParticipantParams }>(`${path}/:callSid.json`, async (request, reply) => {
      const room = findRoom(board, request.params.sid, request.url);
      room.kick(findParticipant(room, request.params.callSid, request.url).callSid);
      return reply.code(204).send();
    });
  };
}

/** By call sid or by label. @throws TwilioError 404 */
function findParticipant(room: ConferenceRoom, key: string, path: string): Participant {
  const name = decodeURIComponent(key);
  const found = room.state.participants.find((p) => p.callSid === name || p.label === name);
  if (!found) throw notFound(path);
  return found;
}

function changesIn(form: Form) {
  const wanted = {
    muted: flag(form, 'Muted'),
    hold: flag(form, 'Hold'),
    coaching: flag(form, 'Coaching'),
    callSidToCoach: field(form, 'CallSidToCoach'),
    endConferenceOnExit: flag(form, 'EndConferenceOnExit'),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

function holdMusicIn(form: Form): WaitProgram | undefined {
  const address = url(form, 'HoldUrl');
  if (address) return { url: address, method: method(form, 'HoldMethod') };
  return form.HoldUrl === '' ? 'silence' : undefined;
}
