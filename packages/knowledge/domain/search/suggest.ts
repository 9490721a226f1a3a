/** What may complete what is being typed: one title, and how it sounds. */
export interface Suggestable {
  readonly id: string;
  /** Normalised, without spaces. */
  readonly title: string;
  /** Its pinyin without tones, run together, and the first letters. */
  readonly sound: string;
  readonly initials: string;
}

/**
 * The titles that what is typed may become, best first: those that begin so, those that hold it,
 * those that sound so. `typed` is normalised and without spaces.
 */
export function suggest(
  titles: readonly Suggestable[],
  typed: string,
  limit: number,
): Suggestable[] {
  if (!typed) return [];
  const latin = /^[a-z]+$/.test(typed);
  const found: { one: Suggestable; place: number }[] = [];
  for (const one of titles) {
    const place = placeIn(one, typed, latin);
    if (place >= 0) found.push({ one, place });
  }
  found.sort((a, b) => a.place - b.place || a.one.title.length - b.one.title.length);
  return found.slice(0, limit).map(({ one }) => one);
}

/** Smaller is better; -1 where it does not fit. */
function placeIn({ title, sound, initials }: Suggestable, typed: string, latin: boolean): number {
  const at = title.indexOf(typed);
  if (at === 0) return 0;
  if (at > 0) return 1 + at / 1000;
  if (!latin) return -1;
  if (sound.startsWith(typed) || (typed.length > 1 && initials.startsWith(typed))) return 3;
  if (typed.length < 3) return -1;
  return sound.includes(typed) || initials.includes(typed) ? 4 : -1;
}
