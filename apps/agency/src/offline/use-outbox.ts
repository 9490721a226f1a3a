import { useConnectionState, useUser } from '@1999/web-kit';
import { useMemo, useSyncExternalStore } from 'react';
import type { Entry } from './outbox.ts';
import { outbox } from './outbox-box.ts';

/** What this person's device has still to send or to tell. */
export function useOutbox(): readonly Entry[] {
  const { id } = useUser();
  const all = useSyncExternalStore(outbox.subscribe, () => outbox.entries);
  return useMemo(() => all.filter(({ userId }) => userId === id), [all, id]);
}

const online = () => navigator.onLine;
function onNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Whether the server can be reached, as far as this device knows. */
export function useReachable(): boolean {
  const network = useSyncExternalStore(onNetwork, online);
  return useConnectionState().status !== 'offline' && network;
}
