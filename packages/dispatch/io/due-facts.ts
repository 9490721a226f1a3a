import { ALWAYS, type Calendar } from '@1999/calendar';
import type { Reader } from '@1999/platform';
import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { DueFacts } from '../domain/due.ts';
import type { Policy } from '../domain/policy.ts';
import { calendarVersion } from './current-rules.ts';
import {
  type ClockRow,
  calendars,
  clocks,
  extensions,
  orders,
  pauses,
  policies,
} from './tables.ts';

/** What a clock is counted by: its policy, and its calendar in the version it keeps. */
export interface CountedBy {
  readonly policy: Policy;
  readonly calendar: Calendar;
}

export interface OrderFacts {
  /** By what the clock is counted now. */
  countedBy(clock: ClockRow): CountedBy;
  /** All that decides when it is due, were it counted so. */
  factsOf(clock: ClockRow, by: CountedBy): DueFacts;
}

/**
 * Loads what decides the due times of one order's clocks: policies and calendars in the versions
 * they keep, pauses, granted extensions, and the clocks of its duplicates.
 */
export async function loadDueFacts(
  reader: Reader,
  order: { readonly id: string; readonly cycle: number },
  rows: readonly ClockRow[],
): Promise<OrderFacts> {
  const [known, stored, paused, granted, childrens] = await Promise.all([
    reader
      .select()
      .from(policies)
      .where(inArray(policies.id, [...new Set(rows.map((clock) => clock.policyId))])),
    loadCalendars(reader, rows),
    reader.select().from(pauses).where(eq(pauses.orderId, order.id)),
    reader
      .select()
      .from(extensions)
      .where(and(eq(extensions.orderId, order.id), eq(extensions.decision, 'granted'))),
    clocksOfChildren(reader, order.id),
  ]);
  return {
    countedBy: (clock) => {
      const policy = known.find((row) => row.id === clock.policyId);
      const calendar =
        clock.calendarVersion === null
          ? ALWAYS
          : stored.get(`${clock.calendarCode}@${clock.calendarVersion}`);
      if (!policy || !calendar) throw new Error('a clock without its policy or calendar');
      return { policy, calendar };
    },
    factsOf: (clock, { policy, calendar }) => ({
      startedAt: clock.startedAt,
      withinMs: policy.withinSeconds * 1000,
      calendar,
      warnPercents: policy.warnPercents,
      pauses: paused
        .filter(({ kinds }) => kinds.includes(clock.kind))
        .map(({ fromAt, toAt }) => ({ from: fromAt, to: toAt })),
      notBefore: clock.notBefore,
      grants: granted.flatMap(({ kinds, cycle, decidedAt, grantedUntil }) =>
        kinds.includes(clock.kind) && cycle === clock.cycle && decidedAt && grantedUntil
          ? [{ at: decidedAt, until: grantedUntil }]
          : [],
      ),
      inherited: childrens.flatMap(({ kind, mergedAt, dueAt }) =>
        kind === clock.kind && mergedAt ? [{ at: mergedAt, dueAt }] : [],
      ),
    }),
  };
}

async function loadCalendars(
  reader: Reader,
  rows: readonly ClockRow[],
): Promise<Map<string, Calendar>> {
  const kept = new Map(
    rows.flatMap(({ calendarCode: code, calendarVersion: version }) =>
      version === null ? [] : [[`${code}@${version}`, { code, version }] as const],
    ),
  );
  if (kept.size === 0) return new Map();
  const wanted = [...kept.values()].map(({ code, version }) =>
    and(eq(calendars.code, code), eq(calendars.version, version)),
  );
  const found = await reader
    .select()
    .from(calendars)
    .where(or(...wanted));
  return new Map(found.map((row) => [`${row.code}@${row.version}`, calendarVersion(row).calendar]));
}

/** The clocks of an order's duplicates that its own stand for: open, and not breached before. */
async function clocksOfChildren(reader: Reader, parentId: string) {
  return reader
    .select({ kind: clocks.kind, mergedAt: clocks.mergedAt, dueAt: clocks.dueAt })
    .from(clocks)
    .innerJoin(orders, eq(orders.id, clocks.orderId))
    .where(
      and(
        eq(orders.parentId, parentId),
        isNull(orders.endedAt),
        isNull(clocks.metAt),
        isNull(clocks.stoppedAt),
        isNull(clocks.breachedAt),
      ),
    );
}
