import type { IncidentRule } from './incident.ts';

/** Orders of one type in a district within minutes of each other, for as long as there are so many. */
export interface Surge {
  readonly fromAt: Temporal.Instant;
  /** The last moment at which there were as many as the rule says. */
  readonly heldAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly orders: number;
  /** How many there were when supervisors were last alarmed. */
  readonly alarmedOrders: number;
  readonly minutes: number;
}

/** What supervisors are told. */
export interface SurgeNews {
  readonly step: 'raised' | 'grew';
  readonly orders: number;
}

/**
 * Counts new orders, in the order of time, towards the surge of their type and district. One is
 * raised when there are as many within as few minutes as the rule says, and told of anew each time
 * it has doubled. `earlier` are the moments of the orders before them, in the order of time: as many
 * as the rule counts are enough.
 */
export function followSurge(
  before: Surge | null,
  issued: readonly Temporal.Instant[],
  earlier: readonly Temporal.Instant[],
  { surgeOrders, surgeMinutes: minutes }: Pick<IncidentRule, 'surgeOrders' | 'surgeMinutes'>,
): { surge: Surge | null; news: SurgeNews[] } {
  const news: SurgeNews[] = [];
  let surge = before;
  for (const [nth, at] of issued.entries()) {
    const since = at.subtract({ minutes });
    const latest = [...earlier, ...issued.slice(0, nth + 1)].slice(-surgeOrders);
    const within = latest.filter((one) => Temporal.Instant.compare(since, one) < 0);
    const holds = within.length >= surgeOrders;
    if (!surge && !holds) continue;
    const held = holds ? { heldAt: at, endsAt: at.add({ minutes }) } : {};
    if (!surge) {
      const endsAt = at.add({ minutes });
      const fromAt = within[0] ?? at;
      const numbers = { orders: surgeOrders, alarmedOrders: surgeOrders };
      surge = { fromAt, heldAt: at, endsAt, ...numbers, minutes };
      news.push({ step: 'raised', orders: surgeOrders });
      continue;
    }
    const orders = surge.orders + 1;
    const anew = orders >= surge.alarmedOrders * 2;
    surge = { ...surge, ...held, orders, ...(anew ? { alarmedOrders: orders } : {}) };
    if (anew) news.push({ step: 'grew', orders });
  }
  return { surge, news };
}
