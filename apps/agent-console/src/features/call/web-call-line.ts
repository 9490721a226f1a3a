import { ApiError, api, callDevice, onCallDevice } from '@1999/web-kit';
import { CallRefused, connectWebCall, type WebCallState } from '@1999/web-kit/webcall';
import { z } from 'zod';
import type { VoiceLine, VoiceState } from './voice-line.ts';

const Sdp = z.object({ sdp: z.string() });

/** Joins a web call at our media peer; the same leg again takes the place of a lost one. */
export function joinWebCall(
  callId: string,
  legId: string,
  onVoice: (voice: VoiceState) => void,
): VoiceLine {
  const line = connectWebCall({
    legId,
    microphone: true,
    postOffer: (sdp, _legId, signal) => postOffer(callId, sdp, signal),
    onState: (state) => onVoice(voiceOf(state.name)),
  });
  // A device that is gone or refused leaves the voice where it was.
  const sendTo = (deviceId: string) => void line.setOutputDevice(deviceId).catch(() => undefined);
  if (callDevice()) sendTo(callDevice());
  const stop = onCallDevice(sendTo);
  return {
    mute: (muted) => line.mute(muted),
    leave: () => {
      stop();
      line.close();
    },
  };
}

async function postOffer(callId: string, sdp: string, signal: AbortSignal): Promise<string> {
  try {
    const path = `/api/calls/${callId}/leg`;
    return (await api.post(path, { body: { sdp }, schema: Sdp, signal })).sdp;
  } catch (error) {
    const over = error instanceof ApiError && (error.status === 404 || error.status === 409);
    throw over ? new CallRefused('over') : error;
  }
}

function voiceOf(name: WebCallState['name']): VoiceState {
  switch (name) {
    case 'starting':
    case 'connecting':
      return 'connecting';
    case 'closed':
      return 'none';
    default:
      return name;
  }
}
