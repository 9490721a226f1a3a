import type { CurrentCall } from '@1999/telephony/contract';
import { useEffect, useRef, useState } from 'react';
import { joinCarrierCall } from './carrier-line.ts';
import type { VoiceLine, VoiceState } from './voice-line.ts';
import { joinWebCall } from './web-call-line.ts';

/** The voice of my call: mine to mute; the server decides everything else. */
export interface Softphone {
  readonly voice: VoiceState;
  readonly muted: boolean;
  mute(muted: boolean): void;
}

/**
 * Runs `join` in one tab at a time: of two with the same call the later waits until the earlier is
 * closed, for two would take the voice from each other without end. Returns the way to leave.
 */
function inOneTab(join: () => () => void): () => void {
  if (!navigator.locks) return join();
  let leave: (() => void) | undefined;
  let over = false;
  let release: () => void = () => {};
  const stop = new AbortController();
  navigator.locks
    .request('1999.voice', { signal: stop.signal }, () => {
      if (over) return;
      leave = join();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    })
    // Given up while it waited.
    .catch(() => undefined);
  return () => {
    over = true;
    leave?.();
    release();
    if (!leave) stop.abort();
  };
}

/** Joins the connected call with sound and keeps it; after a reload it is joined again. */
export function useSoftphone(
  call: Pick<CurrentCall, 'state' | 'inCall' | 'callId' | 'legId' | 'provider'> | null | undefined,
): Softphone {
  const [voice, setVoice] = useState<VoiceState>('none');
  const [muted, setMuted] = useState(false);
  const line = useRef<VoiceLine>(undefined);
  const callId = call?.state === 'connected' && call.inCall ? call.callId : undefined;
  const legId = call?.legId;
  const provider = call?.provider;

  useEffect(() => {
    if (!callId || !legId) {
      setVoice('none');
      return;
    }
    setMuted(false);
    const join = () =>
      provider === 'twilio'
        ? joinCarrierCall(callId, setVoice)
        : joinWebCall(callId, legId, setVoice);
    setVoice('elsewhere');
    return inOneTab(() => {
      const joined = join();
      line.current = joined;
      return () => {
        line.current = undefined;
        joined.leave();
      };
    });
  }, [callId, legId, provider]);

  return {
    voice,
    muted,
    mute: (on) => {
      line.current?.mute(on);
      setMuted(on);
    },
  };
}
