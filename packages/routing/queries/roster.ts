import { agentSkills } from '@1999/directory';
import type { Reader } from '@1999/platform';
import type { MyRoster, Roster } from '../contract.ts';
import { restFindings } from '../domain/roster/rest-rules.ts';
import {
  leavesBetween,
  leaveView,
  planned,
  plannedLeave,
  shiftsBetween,
  shiftView,
} from '../io/roster.ts';

const AROUND_HOURS = 8 * 24;
const MINE_HOURS = 14 * 24;

/** Everybody's shifts and leave between two moments, and what does not keep the rules of rest. */
export async function rosterBetween(
  reader: Reader,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Roster> {
  // Rules about neighbouring days need the days before and after.
  const around = [from.subtract({ hours: AROUND_HOURS }), to.add({ hours: AROUND_HOURS })] as const;
  const [agents, shifts, leaves] = await Promise.all([
    agentSkills(reader),
    shiftsBetween(reader, ...around),
    leavesBetween(reader, ...around),
  ]);
  const isWithin = (one: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }) =>
    Temporal.Instant.compare(one.startsAt, to) < 0 &&
    Temporal.Instant.compare(one.endsAt, from) > 0;
  const shown = shifts.filter(isWithin);
  const ids = new Set(shown.map(({ id }) => id));
  return {
    agents: agents.map(({ userId, name }) => ({ id: userId, name })),
    shifts: shown.map(shiftView),
    leaves: leaves.filter(isWithin).map(leaveView),
    findings: restFindings(shifts.map(planned), leaves.map(plannedLeave)).filter(({ shiftId }) =>
      ids.has(shiftId),
    ),
  };
}

/** One agent's shifts and leave from now on, for two weeks. */
export async function rosterOfAgent(
  reader: Reader,
  now: Temporal.Instant,
  agentId: string,
): Promise<MyRoster> {
  const to = now.add({ hours: MINE_HOURS });
  return {
    shifts: (await shiftsBetween(reader, now, to, agentId)).map(shiftView),
    leaves: (await leavesBetween(reader, now, to, agentId)).map(leaveView),
  };
}
