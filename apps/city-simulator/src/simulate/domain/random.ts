/** Chance that can be had again: the same seed and labels give the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** From `min` up to, not including, `max`. */
  between(min: number, max: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T;
  /** A stream of its own for one person or thing, whatever has been drawn here before. */
  of(label: string): Random;
}

/** Seeded chance (mulberry32: 32 bits of state, plenty for who does what in a demo city). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    of: (label) => seededRandom(stableHash(`${seed}:${label}`)),
  };
}

/** A 32-bit hash that is the same on every machine and in every year (FNV-1a over UTF-16). */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** How long until the next of events that come by themselves `perMinute`, in milliseconds. */
export function nextArrivalMs(random: Random, perMinute: number): number {
  return (-Math.log(1 - random.next()) * 60_000) / perMinute;
}
