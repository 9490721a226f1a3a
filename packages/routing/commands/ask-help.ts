import { Conflict, command, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { helpCall } from '../io/tables.ts';
import { agentNow } from '../queries/agents-now.ts';

/**
 * The silent key: supervisors are alarmed at once, with the call the agent is in. Pressed again
 * while nobody has answered it raises the alarm once more and is the same call for help.
 */
export const askHelp = command(
  'agent.askHelp',
  z.strictObject({ agentId: Id }),
  async ({ tx, now, journal }, { agentId }) => {
    const { refId: callId } = await agentNow(tx, now, agentId);
    const [open] = await tx
      .insert(helpCall)
      .values({ id: newId(), agentId, callId, askedAt: now })
      .onConflictDoUpdate({
        target: helpCall.agentId,
        targetWhere: isNull(helpCall.answeredAt),
        set: { callId },
      })
      .returning();
    if (!open) throw new NotFound();
    await journal({
      subjectType: 'helpCall',
      subjectId: open.id,
      type: 'agent.helpAsked',
      payload: { agentId, callId },
    });
    return { helpId: open.id };
  },
);

/** A supervisor takes it up; the agent is told who. @throws NotFound; Conflict `help_answered`. */
export const answerHelp = command(
  'agent.answerHelp',
  z.strictObject({ helpId: Id, supervisorId: Id }),
  async ({ tx, now, journal }, { helpId, supervisorId }) => {
    const [asked] = await tx.select().from(helpCall).where(eq(helpCall.id, helpId)).for('update');
    if (!asked) throw new NotFound();
    if (asked.answeredBy === supervisorId) return;
    if (asked.answeredBy) throw new Conflict('help_answered', 'A colleague is there already.');
    await tx
      .update(helpCall)
      .set({ answeredBy: supervisorId, answeredAt: now })
      .where(and(eq(helpCall.id, helpId), isNull(helpCall.answeredAt)));
    await journal({
      subjectType: 'helpCall',
      subjectId: helpId,
      type: 'agent.helpAnswered',
      payload: { agentId: asked.agentId, supervisorId },
    });
  },
);
