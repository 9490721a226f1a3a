import { Draft } from '@1999/cases/contract';
import { ApiError, api } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { dropUnsent, keepUnsent, unsentDraft } from './unsent-draft.ts';

/** How long after the last key a draft is saved, in ms. */
const SAVE_AFTER_MS = 400;
/** How long after a failure it is tried again, in ms. */
const RETRY_MS = 2_000;

/** What was half written under `refId`, or an empty record when nothing was. */
export function useStoredDraft(refId: string) {
  return useQuery({
    queryKey: ['draft', refId],
    // Read once for a call: afterwards the form itself is the newest.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      // What this tab could not send before it was reloaded is newer than what the server has.
      const unsent = unsentDraft(refId);
      if (unsent) return unsent.data;
      try {
        return (await api.get(`/api/drafts/${refId}`, { schema: Draft, signal })).data;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return {};
        throw error;
      }
    },
  });
}

/**
 * Saves a draft shortly after it changes, the newest last, and again until the server has it: a
 * reload, a lost network or an ended sign-in loses no key.
 */
export function useDraftSaver(refId: string, citizenId: string): (data: object) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<object>(undefined);
  const saving = useRef(Promise.resolve());

  function flush(): void {
    clearTimeout(timer.current);
    const data = waiting.current;
    if (!data) return;
    waiting.current = undefined;
    saving.current = saving.current.then(() =>
      api.put(`/api/drafts/${refId}`, { body: { citizenId, data } }).then(
        () => {
          if (!waiting.current) dropUnsent(refId);
        },
        () => {
          // Kept for the next try, unless something newer is waiting already.
          waiting.current ??= data;
          later(RETRY_MS);
        },
      ),
    );
  }
  function later(ms: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, ms);
  }

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', leave);
    addEventListener('online', flush);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      removeEventListener('online', flush);
      flush();
    };
  });
  // Found unsent after a reload: on to the server with it.
  const sendUnsent = useEffectEvent(() => {
    const unsent = unsentDraft(refId);
    if (!unsent) return;
    waiting.current ??= unsent.data;
    later(0);
  });
  useEffect(() => sendUnsent(), []);

  return (data) => {
    waiting.current = data;
    keepUnsent(refId, data);
    later(SAVE_AFTER_MS);
  };
}
