import { ClientToken } from '@1999/telephony/contract';
import { api, callDevice, onCallDevice } from '@1999/web-kit';
import { z } from 'zod';
import type { VoiceLine, VoiceState } from './voice-line.ts';

const LocalLeg = z.object({ sid: z.string() });

/** Joins a telephone call through the carrier's client for browsers: Twilio's, or the local one. */
export function joinCarrierCall(callId: string, onVoice: (voice: VoiceState) => void): VoiceLine {
  let left = false;
  let line: VoiceLine | undefined;
  let muted = false;
  const tell = (voice: VoiceState) => {
    if (!left) onVoice(voice);
  };
  tell('connecting');
  void (async () => {
    try {
      const client = await api.post('/api/calls/client-token', { body: {}, schema: ClientToken });
      const join = client.carrierUrl ? joinByLocalCarrier : joinByTwilio;
      const joined = await join(client, callId, tell);
      if (left) return joined.leave();
      line = joined;
      line.mute(muted);
    } catch {
      tell('failed');
    }
  })();
  return {
    mute: (on) => {
      muted = on;
      line?.mute(on);
    },
    leave: () => {
      left = true;
      line?.leave();
    },
  };
}

/** Twilio's own client, loaded only where Twilio is the carrier. */
async function joinByTwilio(
  client: ClientToken,
  callId: string,
  tell: (voice: VoiceState) => void,
): Promise<VoiceLine> {
  const { Device } = await import('@twilio/voice-sdk');
  const device = new Device(client.token);
  const call = await device.connect({ params: { callId } });
  // A device that is gone or refused leaves the voice where it was.
  const sendTo = (deviceId: string) =>
    void device.audio?.speakerDevices.set(deviceId || 'default').catch(() => undefined);
  if (callDevice()) sendTo(callDevice());
  const stop = onCallDevice(sendTo);
  call.on('accept', () => tell('connected'));
  call.on('reconnecting', () => tell('reconnecting'));
  call.on('reconnected', () => tell('connected'));
  call.on('error', () => tell('failed'));
  return {
    mute: (muted) => call.mute(muted),
    leave: () => {
      stop();
      device.destroy();
    },
  };
}

/** The local carrier has no sound of its own: a leg is made and unmade over HTTP. */
async function joinByLocalCarrier(
  client: ClientToken,
  callId: string,
  tell: (voice: VoiceState) => void,
): Promise<VoiceLine> {
  const legs = `${client.carrierUrl}/client/calls`;
  const answer = await fetch(legs, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: client.token, identity: client.identity, params: { callId } }),
  });
  if (!answer.ok) throw new Error(`the carrier answered ${answer.status}`);
  const { sid } = LocalLeg.parse(await answer.json());
  tell('connected');
  const leave = () => {
    removeEventListener('pagehide', leave);
    void fetch(`${legs}/${sid}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  };
  // Twilio's client loses its line with the page; so does this one.
  addEventListener('pagehide', leave);
  return { mute: () => undefined, leave };
}
