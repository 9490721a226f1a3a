import { type CommandContext, Conflict, command, newId, send } from '@1999/platform';
import { Id, InstantText } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Code, DANGER_PRIORITY, NORMAL_PRIORITY } from '../contract.ts';
import { mediumOf } from '../domain/capacity.ts';
import { rankAt } from '../domain/place.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { agentNow } from '../queries/agents-now.ts';
import { describeEntry, matchNow, matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';

const EnqueueEntry = z.strictObject({
  channel: Code,
  refId: Id,
  skills: z.array(Code).max(10),
  language: Code,
  priority: z.int().min(0).max(DANGER_PRIORITY).default(NORMAL_PRIORITY),
  /** Who waits, as an id: whoever comes again soon is given the same agent when free. */
  callerId: Id.optional(),
  /** When the wait began, for whom a place was kept; never later than now. */
  queuedAt: InstantText.optional(),
  /** The agent to be asked first, who must be ready; then anyone, unless `onlyAgent`. */
  forAgent: Id.optional(),
  onlyAgent: z.boolean().default(false),
  /** That agent wraps up just now and is taken out of it for this. */
  fromWrapUp: z.boolean().default(false),
});

/**
 * Puts something in the queue and offers it at once if a fitting agent is ready.
 * @throws Conflict `agent_not_free` when it is for an agent who is not ready.
 */
export const enqueueEntry = command('routing.enqueue', EnqueueEntry, async (context, input) => {
  const { tx, now, journal } = context;
  lockRouting(tx);
  if (
    input.forAgent &&
    !input.fromWrapUp &&
    (await agentNow(tx, now, input.forAgent)).state !== 'ready'
  ) {
    throw new Conflict('agent_not_free', 'That agent is not ready to take a call.');
  }
  const queuedAt = earlier(now, input.queuedAt);
  const { fromWrapUp, ...asked } = input;
  const entry: QueueEntryRow = {
    id: newId(),
    ...asked,
    callerId: input.callerId ?? null,
    medium: mediumOf(input.channel),
    state: 'waiting',
    queuedAt,
    rankAt: Temporal.Instant.fromEpochMilliseconds(
      rankAt(input.priority, queuedAt.epochMilliseconds),
    ),
    lookedAt: queuedAt,
    slot: null,
    forAgent: input.forAgent ?? null,
    notFor: null,
    agentId: null,
    acceptedAt: null,
    endedAt: null,
  };
  send(tx, tx.insert(queueEntry).values(entry));
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.queued',
    payload: describeEntry(entry),
  });
  if (fromWrapUp && input.forAgent) await takeFromWrapUp(context, entry, input.forAgent);
  matchWaiting(context);
  return { entryId: entry.id };
});

function earlier(now: Temporal.Instant, told: string | undefined): Temporal.Instant {
  const at = told ? Temporal.Instant.from(told) : now;
  return Temporal.Instant.compare(at, now) < 0 ? at : now;
}

/** The agent is ready again and offered this first; whoever has left by now is not waited for. */
async function takeFromWrapUp(
  context: CommandContext,
  entry: QueueEntryRow,
  agentId: string,
): Promise<void> {
  const { tx, now } = context;
  const { state } = await agentNow(tx, now, agentId);
  if (state === 'wrapUp') await moveAgent(context, agentId, { type: 'choose', state: 'ready' });
  if (state === 'wrapUp' || state === 'ready') await matchNow(context);
  await tx
    .update(queueEntry)
    .set({ forAgent: null })
    .where(and(eq(queueEntry.id, entry.id), eq(queueEntry.state, 'waiting')));
}
