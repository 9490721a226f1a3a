import { useSyncExternalStore } from 'react';
import { webClock } from './web-clock.ts';

/** One timer for every clock on the page, ticking just after each whole second of the server. */
const listeners = new Set<() => void>();
let second = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  const now = webClock.nowMs();
  second = Math.floor(now / 1000) * 1000;
  timer = setTimeout(tick, 1000 - (now % 1000) + 5);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    }
  };
}

const current = () => second || Math.floor(webClock.nowMs() / 1000) * 1000;

/** The server's time in ms, whole seconds; re-renders each second. Never put it in a live region. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, current);
}

/** Like `useSecond`, but re-renders only when `read` gives another value. */
export function useEachSecond<T extends string | number | boolean>(read: (nowMs: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(current()));
}
