import type { ClockView } from '@1999/dispatch/contract';
import { DeadlineChip, TimeLeft } from '../time/time.tsx';
import { nextClock } from './next-clock.ts';
import { useOrderWord } from './order-words.ts';

/** How the order stands by its next clock: chip, which clock, time left. */
export function NextOrderClock({ clocks }: { clocks: readonly ClockView[] }) {
  const word = useOrderWord();
  const clock = nextClock(clocks);
  return (
    <span>
      <DeadlineChip dueAt={clock?.dueAt} startedAt={clock?.startedAt} />{' '}
      {clock && word('clock', clock.kind)} {clock && <TimeLeft dueAt={clock.dueAt} />}
    </span>
  );
}
