import { useState } from 'react';
import { z } from 'zod';
import { type CalendarDraft, daysChanged, NO_CHANGE } from './calendar-draft.ts';

const Windows = z.array(z.object({ from: z.string(), to: z.string() }));
const Kept = z.object({
  week: z.record(z.string(), Windows),
  dates: z.record(z.string(), z.object({ name: z.string(), windows: Windows }).nullable()),
});

/** A calendar's draft, which a reload of the page does not lose; it ends with the tab. */
export function useKeptDraft(
  code: string,
): [CalendarDraft, (change: CalendarDraft | ((before: CalendarDraft) => CalendarDraft)) => void] {
  const key = `calendar draft ${code}`;
  const [draft, setDraft] = useState<CalendarDraft>(() => readDraft(key));
  return [
    draft,
    (change) =>
      setDraft((before) => {
        const after = typeof change === 'function' ? change(before) : change;
        if (daysChanged(after) === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      }),
  ];
}

function readDraft(key: string): CalendarDraft {
  try {
    return Kept.parse(JSON.parse(sessionStorage.getItem(key) ?? ''));
  } catch {
    return NO_CHANGE;
  }
}
