import { Draft } from '@1999/cases/contract';
import { ApiError, api } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** How long after the last key a draft is saved, in ms. */
const SAVE_AFTER_MS = 400;

/** What was half written during this call, or an empty record when nothing was. */
export function useStoredDraft(callId: string) {
  return useQuery({
    queryKey: ['draft', callId],
    // Read once for a call: afterwards the form itself is the newest.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      try {
        return (await api.get(`/api/drafts/${callId}`, { schema: Draft, signal })).data;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return {};
        throw error;
      }
    },
  });
}

/** Saves a draft shortly after it changes, the newest last, and once more when the page goes. */
export function useDraftSaver(callId: string, citizenId: string): (data: object) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<object>(undefined);
  const saving = useRef(Promise.resolve());

  function flush(): void {
    clearTimeout(timer.current);
    const data = waiting.current;
    if (!data) return;
    waiting.current = undefined;
    saving.current = saving.current.then(() =>
      api.put(`/api/drafts/${callId}`, { body: { citizenId, data } }).catch(() => {
        // Kept for the next try, unless something newer is waiting already.
        waiting.current ??= data;
      }),
    );
  }

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      flush();
    };
  });

  return (data) => {
    waiting.current = data;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, SAVE_AFTER_MS);
  };
}
