import type { Reader } from '@1999/platform';
import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Leave, Shift } from '../contract.ts';
import type { PlannedLeave, PlannedShift } from '../domain/roster/rest-rules.ts';
import { agentLeave, type LeaveRow, type ShiftRow, shift } from './tables.ts';

/** The shifts that touch a time, of one agent or of all, in the order of time. */
export function shiftsBetween(
  reader: Reader,
  from: Temporal.Instant,
  to: Temporal.Instant,
  agentId?: string,
): Promise<ShiftRow[]> {
  return reader
    .select()
    .from(shift)
    .where(
      and(
        isNull(shift.removedAt),
        lt(shift.startsAt, to),
        gt(shift.endsAt, from),
        agentId ? eq(shift.agentId, agentId) : undefined,
      ),
    )
    .orderBy(asc(shift.startsAt), asc(shift.id));
}

/** The leave that touches a time, of one agent or of all. */
export function leavesBetween(
  reader: Reader,
  from: Temporal.Instant,
  to: Temporal.Instant,
  agentId?: string,
): Promise<LeaveRow[]> {
  return reader
    .select()
    .from(agentLeave)
    .where(
      and(
        isNull(agentLeave.removedAt),
        lt(agentLeave.startsAt, to),
        gt(agentLeave.endsAt, from),
        agentId ? eq(agentLeave.agentId, agentId) : undefined,
      ),
    )
    .orderBy(asc(agentLeave.startsAt), asc(agentLeave.id));
}

/** A shift as the rules of rest look at it. */
export function planned(
  row: Pick<ShiftRow, 'id' | 'agentId' | 'startsAt' | 'endsAt' | 'breaks'>,
): PlannedShift {
  return {
    id: row.id,
    agentId: row.agentId,
    from: row.startsAt.epochMilliseconds,
    to: row.endsAt.epochMilliseconds,
    breaks: row.breaks.map(({ from, to }) => ({ from: epochMs(from), to: epochMs(to) })),
  };
}

export function plannedLeave(row: LeaveRow): PlannedLeave {
  return {
    agentId: row.agentId,
    from: row.startsAt.epochMilliseconds,
    to: row.endsAt.epochMilliseconds,
  };
}

/** A shift as the screens see it. */
export function shiftView(row: ShiftRow): Shift {
  return {
    id: row.id,
    agentId: row.agentId,
    startsAt: row.startsAt.toString(),
    endsAt: row.endsAt.toString(),
    breaks: row.breaks,
    overrideReason: row.overrideReason,
  };
}

export function leaveView(row: LeaveRow): Leave {
  return {
    id: row.id,
    agentId: row.agentId,
    kind: row.kind,
    startsAt: row.startsAt.toString(),
    endsAt: row.endsAt.toString(),
  };
}

const epochMs = (at: string) => Temporal.Instant.from(at).epochMilliseconds;
