import { pause } from './bench.ts';
import { openCallCentre } from './call-centre.ts';
import type { HotlineUnderTest } from './hotline-under-test.ts';

/**
 * A full hotline: agents at sockets beside the two whose screens are looked at, calls in progress
 * (most of them wait), and so many a second more, as they are handled (the two's own come besides).
 */
const AGENTS = 31;
const CALLS = 200;
const PER_SECOND = 4;
const HANDLING_MS = 7_500;
/** Between two of the first calls, so that filling the queue is no load of its own. */
const FILL_MS = 60;

export interface BusyDay {
  /** How many calls are in progress. */
  readonly inProgress: () => number;
  /** Lets no more calls come. @throws what a call so far has failed with. */
  end(): void;
}

/** Fills the hotline and keeps it full. */
export async function busyDay(hotline: HotlineUnderTest): Promise<BusyDay> {
  const centre = await openCallCentre(hotline, AGENTS);
  let inProgress = 0;
  let ended = false;
  let failure: { error: unknown } | null = null;
  const comes = async () => {
    inProgress += 1;
    try {
      await centre.lifecycle(HANDLING_MS);
    } catch (error) {
      // What is under way when the hotline is stopped ends somehow.
      if (!ended) failure ??= { error };
    }
    inProgress -= 1;
  };
  while (inProgress < CALLS) {
    void comes();
    await pause(FILL_MS);
  }
  const coming = setInterval(() => void comes(), 1000 / PER_SECOND);
  return {
    inProgress: () => inProgress,
    end: () => {
      ended = true;
      clearInterval(coming);
      centre.close();
      if (failure) throw failure.error;
    },
  };
}
