import type { Track } from '@1999/telephony/contract/media';

/** Who hears whom in one call. There is no mixer: each track of a leg carries one source. */

export type Hearing = { leg: string; by: 'bridge' | 'link' | 'arrangement' };
export type RoutingTable = Map<string, Record<Track, Hearing | null>>;

const TRACKS = ['main', 'side'] as const;

/** A leg joins: it hears nobody yet. A leg that is there stays as it was. */
export function addLeg(table: RoutingTable, leg: string): void {
  if (!table.has(leg)) table.set(leg, { main: null, side: null });
}

/** A leg is gone: it hears nobody and nobody hears it. */
export function removeLeg(table: RoutingTable, leg: string): void {
  table.delete(leg);
  drop(table, (hearing) => hearing.leg === leg);
}

/** Two legs hear each other on main. A leg has one bridge: earlier ones of either end, both ways. */
export function bridge(table: RoutingTable, a: string, b: string): void {
  drop(table, (hearing, listener) => {
    const touches = [a, b].includes(hearing.leg) || [a, b].includes(listener);
    return hearing.by === 'bridge' && touches;
  });
  hear(table, a, 'main', { leg: b, by: 'bridge' });
  hear(table, b, 'main', { leg: a, by: 'bridge' });
}

/** Ends the bridge between two legs; links, and bridges with others, stay. */
export function unbridge(table: RoutingTable, a: string, b: string): void {
  drop(table, (hearing, listener) => {
    const between = (hearing.leg === a && listener === b) || (hearing.leg === b && listener === a);
    return hearing.by === 'bridge' && between;
  });
}

/** `to` hears `from` on the track, in place of whoever was there; and on that track only. */
export function link(table: RoutingTable, from: string, to: string, track: Track): void {
  unlink(table, from, to);
  hear(table, to, track, { leg: from, by: 'link' });
}

/** `to` no longer hears `from` by a link; a bridge between them stays. */
export function unlink(table: RoutingTable, from: string, to: string): void {
  drop(table, (hearing, listener) => {
    return hearing.by === 'link' && hearing.leg === from && listener === to;
  });
}

/** These legs hear exactly this from now on; legs that are not in the table are left out. */
export function arrange(
  table: RoutingTable,
  hears: readonly { leg: string; main: string | null; side: string | null }[],
): void {
  const source = (leg: string | null): Hearing | null =>
    leg !== null && table.has(leg) ? { leg, by: 'arrangement' } : null;
  for (const { leg, main, side } of hears) {
    if (table.has(leg)) table.set(leg, { main: source(main), side: source(side) });
  }
}

/** The places a leg's packets go to. */
export function sinksOf(table: RoutingTable, leg: string): { leg: string; track: Track }[] {
  const sinks: { leg: string; track: Track }[] = [];
  for (const [listener, hears] of table) {
    for (const track of TRACKS) {
      if (hears[track]?.leg === leg) sinks.push({ leg: listener, track });
    }
  }
  return sinks;
}

function hear(table: RoutingTable, listener: string, track: Track, hearing: Hearing): void {
  const hears = table.get(listener);
  if (hears) hears[track] = hearing;
}

function drop(table: RoutingTable, gone: (hearing: Hearing, listener: string) => boolean): void {
  for (const [listener, hears] of table) {
    for (const track of TRACKS) {
      const hearing = hears[track];
      if (hearing && gone(hearing, listener)) hears[track] = null;
    }
  }
}
