import type { FastifyInstance } from 'fastify';
import { twilioTime } from '../domain/twilio-time.ts';
import { newSid } from '../ids.ts';
import { callParams } from '../voice/call-params.ts';
import type { Leg } from '../voice/leg.ts';
import type { CallRecording, Switchboard } from '../voice/switchboard.ts';
import { findCall } from './calls.ts';
import { type Form, field, list, method, url } from './form.ts';
import { page } from './page.ts';
import type { AccountParams } from './rest-api.ts';
import { recordingShape } from './shapes.ts';
import { badRequest, notFound } from './twilio-error.ts';

interface RecordingParams {
  accountSid: string;
  callSid: string;
  sid: string;
}

const changes = new Set(['in-progress', 'paused', 'stopped']);

/** Recordings of a call: begin, pause, resume, stop, read, delete. They end with their call. */
export function callRecordingRoutes(board: Switchboard) {
  const { accountSid } = board.options;
  const show = (one: CallRecording) => recordingShape(accountSid, one, board.scheduler.now());
  return async (app: FastifyInstance) => {
    const path = '/Calls/:callSid/Recordings';

    app.post<{ Params: RecordingParams; Body: Form }>(`${path}.json`, async (request, reply) => {
      const leg = findCall(board, request.params.callSid, request.url);
      if (leg.status !== 'in-progress') {
        throw badRequest(21220, 'Requested resource is not eligible for recording');
      }
      const form = request.body;
      const address = url(form, 'RecordingStatusCallback');
      const events = list(form, 'RecordingStatusCallbackEvent');
      const recording: CallRecording = {
        sid: newSid('RE'),
        callSid: leg.sid,
        channels: field(form, 'RecordingChannels') === 'dual' ? 2 : 1,
        track: field(form, 'RecordingTrack') ?? 'both',
        status: 'in-progress',
        startedAt: board.scheduler.now(),
        endedAt: undefined,
        callback: address
          ? {
              url: address,
              method: method(form, 'RecordingStatusCallbackMethod'),
              events: new Set(events.length > 0 ? events : ['completed']),
            }
          : undefined,
      };
      board.recordings.set(recording.sid, recording);
      leg.on('status', () => leg.over && finish(board, leg, recording));
      return reply.code(201).send(show(recording));
    });

    app.get<{ Params: RecordingParams; Querystring: Form }>(`${path}.json`, async (request) => {
      const leg = findCall(board, request.params.callSid, request.url);
      const own = [...board.recordings.values()].filter(({ callSid }) => callSid === leg.sid);
      const at = request.url.split('?')[0] ?? '';
      return page('recordings', own.map(show), at, request.query);
    });

    app.post<{ Params: RecordingParams; Body: Form }>(`${path}/:sid.json`, async (request) => {
      const leg = findCall(board, request.params.callSid, request.url);
      const recording = find(board, leg.sid, request.params.sid, request.url);
      const status = field(request.body, 'Status') ?? '';
      if (!changes.has(status)) throw badRequest(20001, `Invalid Status: ${status}`);
      if (recording.endedAt === undefined) {
        if (status === 'stopped') finish(board, leg, recording);
        else recording.status = status as 'in-progress' | 'paused';
      }
      return show(recording);
    });

    app.delete<{ Params: AccountParams }>('/Recordings/:sid.json', async (request, reply) => {
      if (!board.recordings.delete(request.params.sid)) throw notFound(request.url);
      return reply.code(204).send();
    });
  };
}

function find(board: Switchboard, callSid: string, sid: string, path: string): CallRecording {
  const own = [...board.recordings.values()].filter((one) => one.callSid === callSid);
  const found =
    sid === 'Twilio.CURRENT'
      ? own.findLast(({ endedAt }) => endedAt === undefined)
      : own.find((one) => one.sid === sid);
  if (!found) throw notFound(path);
  return found;
}

function finish(board: Switchboard, leg: Leg, recording: CallRecording): void {
  if (recording.endedAt !== undefined) return;
  recording.endedAt = board.scheduler.now();
  recording.status = 'completed';
  const { callback, sid, startedAt, endedAt, channels } = recording;
  if (!callback?.events.has('completed')) return;
  const { accountSid } = board.options;
  board.callbacks.send({
    subject: sid,
    event: 'recording-completed',
    url: callback.url,
    method: callback.method,
    params: {
      ...callParams(accountSid, leg),
      RecordingSid: sid,
      RecordingUrl: `${board.origin}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`,
      RecordingStatus: 'completed',
      RecordingDuration: String(Math.max(1, Math.round((endedAt - startedAt) / 1000))),
      RecordingChannels: String(channels),
      RecordingStartTime: twilioTime(startedAt),
      RecordingSource: 'StartCallRecordingAPI',
    },
  });
}
