/** How many calls, conferences and messages the carrier remembers; a live one is never forgotten. */
export const REMEMBERED = 5_000;

/** Forgets the oldest finished entries beyond `keep`, so that a city that runs for weeks fits. */
export function forgetOldest<T>(
  entries: Map<string, T>,
  finished: (entry: T) => boolean,
  keep: number = REMEMBERED,
): void {
  if (entries.size <= keep) return;
  for (const [key, entry] of entries) {
    if (finished(entry)) entries.delete(key);
    if (entries.size <= keep) return;
  }
}
