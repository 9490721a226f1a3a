import { command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { Code, DANGER_PRIORITY, NORMAL_PRIORITY } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { describeEntry, matchWaiting } from './match-waiting.ts';

const EnqueueEntry = z.strictObject({
  channel: Code,
  refId: Id,
  skills: z.array(Code).max(10),
  language: Code,
  priority: z.int().min(0).max(DANGER_PRIORITY).default(NORMAL_PRIORITY),
});

/** Puts something in the queue and offers it at once if a fitting agent is ready. */
export const enqueueEntry = command('routing.enqueue', EnqueueEntry, async (context, input) => {
  const { tx, now, journal } = context;
  await lockRouting(tx);
  const entry: QueueEntryRow = {
    id: newId(),
    ...input,
    state: 'waiting',
    queuedAt: now,
    agentId: null,
    acceptedAt: null,
    endedAt: null,
  };
  await tx.insert(queueEntry).values(entry);
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.queued',
    payload: describeEntry(entry),
  });
  await matchWaiting(context);
  return { entryId: entry.id };
});
