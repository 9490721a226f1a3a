import { IceServers, type StartedWebCall, WebCallView } from '@1999/telephony/contract';
import { ApiError, createApi } from '@1999/web-kit';
import {
  CallRefused,
  connectWebCall,
  type WebCall,
  type WebCallState,
} from '@1999/web-kit/webcall';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';

/** How often the page asks where the call stands, in ms. */
const LOOK_EVERY_MS = 1_000;
const Sdp = z.object({ sdp: z.string() });

/** A citizen's call: its voice, and where it stands as the server says. */
export function useWebCall(call: StartedWebCall) {
  const api = useMemo(() => createApi({ current: () => call.token }), [call.token]);
  const path = `/api/webcalls/${call.callId}`;
  const [voice, setVoice] = useState<WebCallState>({ name: 'starting' });
  const [muted, setMuted] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const line = useRef<WebCall>(undefined);

  const view = useQuery({
    queryKey: ['web-call', call.callId],
    queryFn: ({ signal }) => api.get(path, { schema: WebCallView, signal }),
    refetchInterval: (query) => (query.state.data?.state === 'ended' ? false : LOOK_EVERY_MS),
  });
  const ended = view.data?.state === 'ended';

  useEffect(() => {
    if (ended) return;
    const joined = connectWebCall({
      legId: call.legId,
      microphone: true,
      iceServers: async () =>
        (await api.get(`${path}/ice-servers`, { schema: IceServers })).iceServers,
      postOffer: async (sdp, _legId, signal) => {
        try {
          return (await api.post(`${path}/leg`, { body: { sdp }, schema: Sdp, signal })).sdp;
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          if (error.code === 'voice_full') throw new CallRefused('full');
          throw error.status === 404 || error.status === 409 ? new CallRefused('over') : error;
        }
      },
      onState: setVoice,
      onAudioBlocked: () => setBlocked(true),
    });
    line.current = joined;
    return () => {
      line.current = undefined;
      joined.close();
    };
  }, [api, path, call.legId, ended]);

  return {
    view: view.data,
    voice,
    muted,
    /** The browser plays nothing before somebody presses something. */
    blocked,
    unblock: () => {
      setBlocked(false);
      void line.current?.resumeAudio();
    },
    mute: (on: boolean) => {
      line.current?.mute(on);
      setMuted(on);
    },
    press: async (digit: string) => {
      await api.post(`${path}/digits`, { body: { digit } });
      await view.refetch();
    },
    hangUp: async () => {
      await api.del(path);
      await view.refetch();
    },
  };
}
