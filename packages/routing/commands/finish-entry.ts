import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockRouting } from '../io/routing-lock.ts';
import { queueEntry } from '../io/tables.ts';
import { describeEntry, matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';

const FinishEntry = z.strictObject({ refId: Id });

/** The conversation is over: its agent wraps up, or goes on with what else is held. Nothing happens when none was going on. */
export const finishEntry = command('routing.finish', FinishEntry, async (context, { refId }) => {
  const { tx, now, journal } = context;
  lockRouting(tx);
  const [entry] = await tx
    .update(queueEntry)
    .set({ state: 'finished', endedAt: now, slot: null })
    .where(and(eq(queueEntry.refId, refId), eq(queueEntry.state, 'accepted')))
    .returning();
  if (!entry?.agentId) return { agentId: null };
  await moveAgent(context, entry.agentId, { type: 'finish', medium: entry.medium });
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.finished',
    payload: { ...describeEntry(entry), agentId: entry.agentId },
  });
  // One chat less may be room for another.
  matchWaiting(context);
  return { agentId: entry.agentId };
});
