import { type CommandContext, Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { backInQueue } from '../domain/back-in-queue.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { textTakers } from '../queries/text-takers.ts';
import { matchNow, matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';
import { tellRequeued } from './return-texts.ts';

const HandOnEntry = z.strictObject({
  refId: Id,
  agentId: Id,
  /** The colleague to be asked first; anybody when absent. */
  toAgent: Id.optional(),
});

/**
 * The agent hands a conversation by text on: it waits again at its old age, for a colleague who has
 * room, or for anybody else. When the colleague does not take it, it is anybody's.
 * @throws NotFound when the agent does not hold it; Conflict `agent_not_free`.
 */
export const handOnEntry = command('routing.handOn', HandOnEntry, async (context, input) => {
  const { tx } = context;
  const { refId, agentId, toAgent } = input;
  lockRouting(tx);
  if (toAgent === agentId) throw new Conflict('agent_not_free', 'That is yourself.');
  if (toAgent && !(await textTakers(tx)).some(({ id, hasRoom }) => id === toAgent && hasRoom)) {
    throw new Conflict('agent_not_free', 'That colleague cannot take it now.');
  }
  const [entry] = await tx
    .update(queueEntry)
    .set(backInQueue({ forAgent: toAgent ?? null, notFor: agentId }))
    .where(
      and(
        eq(queueEntry.refId, refId),
        eq(queueEntry.agentId, agentId),
        eq(queueEntry.state, 'accepted'),
        eq(queueEntry.medium, 'text'),
      ),
    )
    .returning();
  if (!entry) throw new NotFound();
  await tellRequeued(context, entry, agentId, 'handedOn');
  await moveAgent(context, agentId, { type: 'handOn' });
  await matchNow(context);
  if (toAgent) await openToAll(context, entry);
});

/** Whom it was for was given something else a moment before: then it is anybody's. */
async function openToAll(context: CommandContext, entry: QueueEntryRow): Promise<void> {
  const opened = await context.tx
    .update(queueEntry)
    .set({ forAgent: null })
    .where(and(eq(queueEntry.id, entry.id), eq(queueEntry.state, 'waiting')))
    .returning({ id: queueEntry.id });
  if (opened.length > 0) matchWaiting(context);
}
