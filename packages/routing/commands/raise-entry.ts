import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { DANGER_PRIORITY } from '../contract.ts';
import { rankAt } from '../domain/place.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { queueEntry } from '../io/tables.ts';
import { describeEntry, matchWaiting } from './match-waiting.ts';

const RaiseEntry = z.strictObject({ refId: Id, priority: z.int().min(1).max(DANGER_PRIORITY) });

/**
 * Whoever waits, or is being talked with, turns out to be more urgent: the place in the queue moves
 * up, also the one to which a conversation may go back. Nobody is ever moved down by this.
 */
export const raiseEntry = command('routing.raise', RaiseEntry, async (context, input) => {
  const { tx, journal } = context;
  const { refId, priority } = input;
  lockRouting(tx);
  const [entry] = await tx
    .select()
    .from(queueEntry)
    .where(
      and(
        eq(queueEntry.refId, refId),
        inArray(queueEntry.state, ['waiting', 'offered', 'accepted']),
        lt(queueEntry.priority, priority),
      ),
    )
    .for('update');
  if (!entry) return { raised: false };
  const rank = rankAt(priority, entry.queuedAt.epochMilliseconds);
  const raised = { priority, rankAt: Temporal.Instant.fromEpochMilliseconds(rank) };
  await tx.update(queueEntry).set(raised).where(eq(queueEntry.id, entry.id));
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.raised',
    payload: { ...describeEntry({ ...entry, ...raised }), agentId: entry.agentId },
  });
  // Another skill may serve a danger from now on.
  matchWaiting(context);
  return { raised: true };
});
