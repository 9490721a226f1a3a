import { purposes } from '@1999/messaging';
import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { changeCallTask } from './adapters/twilio/change-call.ts';
import { changePartyTask } from './adapters/twilio/change-party.ts';
import { changeRecordingTask } from './adapters/twilio/change-recording.ts';
import { plugChannels } from './adapters/twilio/channels.ts';
import { twilioRoutes } from './adapters/twilio/routes.ts';
import { arrangeRoomTask } from './adapters/webcall/arrange-room.ts';
import { commandMediaTask } from './adapters/webcall/command-media.ts';
import { SMS_PURPOSE } from './commands/control/send-sms.ts';
import { callRoutes } from './http/calls.ts';
import { ivrRoutes } from './http/ivr.ts';
import { mediaEventRoutes } from './http/media-events.ts';
import { recordingRoutes } from './http/recordings.ts';
import { soundRoutes } from './http/sounds.ts';
import { webCallRoutes } from './http/web-calls.ts';
import { live, topics } from './live.ts';
import { wordsOfSms } from './queries/words-of-sms.ts';
import { erasedIsDeleted } from './reactions/erased-is-deleted.ts';
import { questionNotTaken } from './reactions/question-not-taken.ts';
import { callTimers } from './sweeps/call-timers.ts';
import { callbacksDue } from './sweeps/callbacks-due.ts';
import { lostCalls } from './sweeps/lost-calls.ts';
import { deleteRecordingTask, oldRecordings } from './sweeps/old-recordings.ts';
import { unusedSounds } from './sweeps/unused-sounds.ts';

/** The phone gateway: one call flow for telephone and web calls; plugs SMS and automated calls. */
export const telephony: Module = {
  name: 'telephony',
  access,
  routes: async (server, app) => {
    callRoutes(server, app);
    webCallRoutes(server, app);
    ivrRoutes(server, app);
    await soundRoutes(server, app);
    recordingRoutes(server, app);
    mediaEventRoutes(server, app);
    await twilioRoutes(server, app);
  },
  sweeps: [callTimers, lostCalls, callbacksDue, oldRecordings, unusedSounds],
  tasks: [
    changeCallTask,
    changePartyTask,
    changeRecordingTask,
    commandMediaTask,
    arrangeRoomTask,
    deleteRecordingTask,
  ],
  reactions: [questionNotTaken, erasedIsDeleted],
  live,
  topics,
  plug: (app) => {
    plugChannels(app);
    app.services.get(purposes).set(SMS_PURPOSE, wordsOfSms);
  },
};
