import { ClientToken, type CurrentCall } from '@1999/telephony/contract';
import { ApiError, api } from '@1999/web-kit';
import { CallRefused, connectWebCall, type WebCall } from '@1999/web-kit/webcall';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';

export type VoiceState = 'none' | 'connecting' | 'connected' | 'reconnecting' | 'failed';

/** The voice of my call: mine to mute; the server decides everything else. */
export interface Softphone {
  readonly voice: VoiceState;
  readonly muted: boolean;
  /** False where the carrier's own client carries the voice and is muted there. */
  readonly canMute: boolean;
  mute(muted: boolean): void;
}

const Sdp = z.object({ sdp: z.string() });

/**
 * Joins the connected call with sound and keeps it: after a reload the same leg is joined again.
 * A web call goes to our media peer; a phone call goes through the carrier's client.
 */
export function useSoftphone(call: CurrentCall | null | undefined): Softphone {
  const [voice, setVoice] = useState<VoiceState>('none');
  const [muted, setMuted] = useState(false);
  const webCall = useRef<WebCall>(undefined);
  const callId = call?.state === 'connected' ? call.callId : undefined;
  const legId = call?.legId;
  const provider = call?.provider;

  useEffect(() => {
    if (!callId || !legId) {
      setVoice('none');
      return;
    }
    setMuted(false);
    if (provider === 'twilio') return joinByCarrier(callId, setVoice);
    const joined = connectWebCall({
      legId,
      microphone: true,
      postOffer: (sdp, _legId, signal) => postOffer(callId, sdp, signal),
      onState: (state) => setVoice(voiceOf(state.name)),
    });
    webCall.current = joined;
    return () => {
      webCall.current = undefined;
      joined.close();
    };
  }, [callId, legId, provider]);

  return {
    voice,
    muted,
    canMute: provider === 'webcall',
    mute: (on) => {
      webCall.current?.mute(on);
      setMuted(on);
    },
  };
}

async function postOffer(callId: string, sdp: string, signal: AbortSignal): Promise<string> {
  try {
    const path = `/api/calls/${callId}/leg`;
    return (await api.post(path, { body: { sdp }, schema: Sdp, signal })).sdp;
  } catch (error) {
    const over = error instanceof ApiError && (error.status === 404 || error.status === 409);
    throw over ? new CallRefused(error.code) : error;
  }
}

/** The local carrier's client takes the place of Twilio's in the browser. */
function joinByCarrier(callId: string, onVoice: (voice: VoiceState) => void): () => void {
  let left = false;
  onVoice('connecting');
  void (async () => {
    try {
      const client = await api.post('/api/calls/client-token', { body: {}, schema: ClientToken });
      if (!client.carrierUrl) throw new Error('this browser has no client for the carrier');
      const answer = await fetch(`${client.carrierUrl}/client/calls`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          token: client.token,
          identity: client.identity,
          params: { callId },
        }),
      });
      if (!left) onVoice(answer.ok ? 'connected' : 'failed');
    } catch {
      if (!left) onVoice('failed');
    }
  })();
  return () => {
    left = true;
  };
}

function voiceOf(name: WebCall['state']['name']): VoiceState {
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
