import { SessionUser } from '@1999/directory/contract';
import { z } from 'zod';
import { webClock } from '../time/web-clock.ts';

/** Who was last signed in on this device. */
export interface SessionMemory {
  /** The person, while the memory is fresh enough to be believed without asking the server. */
  recall(): SessionUser | undefined;
  keep(user: SessionUser): void;
  forget(): void;
}

const Kept = z.object({ user: SessionUser, at: z.number() });

/** Keeps the last sign-in under `key` in this browser, for `hours` since the server last agreed. */
export function memoryOfDevice(key: string, hours: number): SessionMemory {
  return {
    recall: () => {
      try {
        const kept = Kept.parse(JSON.parse(localStorage.getItem(key) ?? ''));
        const age = webClock.nowMs() - kept.at;
        return age < hours * 3_600_000 ? kept.user : undefined;
      } catch {
        return undefined;
      }
    },
    keep: (user) => localStorage.setItem(key, JSON.stringify({ user, at: webClock.nowMs() })),
    forget: () => localStorage.removeItem(key),
  };
}
