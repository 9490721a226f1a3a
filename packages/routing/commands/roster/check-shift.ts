import { userById } from '@1999/directory';
import { Invalid, NotFound, newId, type Reader } from '@1999/platform';
import type { RestFinding, ShiftBody } from '../../contract.ts';
import { restFindings } from '../../domain/roster/rest-rules.ts';
import { leavesBetween, planned, plannedLeave, shiftsBetween } from '../../io/roster.ts';

/** Far enough that every rule that looks at neighbouring days sees them. */
const AROUND_DAYS = 8;

/**
 * What would not keep the rules of rest if the agent had this shift as well, or in place of
 * `replaces`: all that touches it, and what it does to the days around. @throws NotFound for
 * nobody's or a disabled agent's id; Invalid `shift_times`.
 */
export async function checkShift(
  reader: Reader,
  body: ShiftBody,
  replaces?: string,
): Promise<RestFinding[]> {
  const agent = await userById(reader, body.agentId);
  if (agent?.role !== 'agent') throw new NotFound();
  const startsAt = Temporal.Instant.from(body.startsAt);
  const endsAt = Temporal.Instant.from(body.endsAt);
  const hours = endsAt.since(startsAt).total('hours');
  if (hours <= 0 || hours > 24) {
    throw new Invalid('shift_times', 'A shift ends after it begins, within a day.', 'endsAt');
  }
  const from = startsAt.subtract({ hours: AROUND_DAYS * 24 });
  const to = endsAt.add({ hours: AROUND_DAYS * 24 });
  const others = (await shiftsBetween(reader, from, to, body.agentId)).filter(
    ({ id }) => id !== replaces,
  );
  const id = replaces ?? newId();
  const leaves = (await leavesBetween(reader, from, to, body.agentId)).map(plannedLeave);
  const before = restFindings(others.map(planned), leaves);
  const after = restFindings(
    [...others.map(planned), planned({ ...body, id, startsAt, endsAt })],
    leaves,
  );
  const known = new Set(before.map(keyOf));
  return after.filter((one) => one.shiftId === id || !known.has(keyOf(one)));
}

const keyOf = ({ rule, shiftId, at }: RestFinding) => `${rule} ${shiftId} ${at}`;
