import { userById } from '@1999/directory';
import { command, Invalid, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { LeaveBody } from '../../contract.ts';
import { leaveView } from '../../io/roster.ts';
import { agentLeave } from '../../io/tables.ts';

/** Notes that an agent is away. Shifts that lie in it show as not kept. @throws NotFound; Invalid. */
export const addLeave = command(
  'roster.addLeave',
  LeaveBody,
  async ({ tx, now, journal }, input) => {
    const agent = await userById(tx, input.agentId);
    if (agent?.role !== 'agent') throw new NotFound();
    const startsAt = Temporal.Instant.from(input.startsAt);
    const endsAt = Temporal.Instant.from(input.endsAt);
    if (Temporal.Instant.compare(startsAt, endsAt) >= 0) {
      throw new Invalid('leave_times', 'Leave ends after it begins.', 'endsAt');
    }
    const { agentId, kind } = input;
    const row = { id: newId(), agentId, kind, startsAt, endsAt, createdAt: now, removedAt: null };
    await tx.insert(agentLeave).values(row);
    // The kind may tell of an illness: it stays in the row and out of the journal.
    await journal({
      subjectType: 'leave',
      subjectId: row.id,
      type: 'leave.planned',
      payload: { agentId, startsAt: input.startsAt, endsAt: input.endsAt },
    });
    return leaveView(row);
  },
);

/** Takes leave back. @throws NotFound */
export const removeLeave = command(
  'roster.removeLeave',
  z.strictObject({ leaveId: Id }),
  async ({ tx, now, journal }, { leaveId }) => {
    const [row] = await tx
      .update(agentLeave)
      .set({ removedAt: now })
      .where(and(eq(agentLeave.id, leaveId), isNull(agentLeave.removedAt)))
      .returning();
    if (!row) throw new NotFound();
    await journal({
      subjectType: 'leave',
      subjectId: leaveId,
      type: 'leave.removed',
      payload: { agentId: row.agentId },
    });
  },
);
