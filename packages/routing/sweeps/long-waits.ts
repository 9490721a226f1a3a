import { type App, type CommandContext, inTransaction, type Sweep } from '@1999/platform';
import { eq, inArray } from 'drizzle-orm';
import { describeEntry, matchWaiting } from '../commands/match-waiting.ts';
import { alarmsBetween, nextStepAt, type Waiting } from '../domain/overflow.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { rulesNow } from '../io/rules.ts';
import { type QueueEntryRow, queueEntry } from '../io/tables.ts';

/** At each wait of which a rule speaks, what waits is looked at again, and alarms are raised. */
export const longWaits: Sweep = {
  name: 'routing.longWaits',
  nextDue: "select min(looked_at) from queue_entry where state in ('waiting', 'offered')",
  exactly: async (app) => {
    const waiting = await app.db.select().from(queueEntry).where(stillWaits);
    if (waiting.length === 0) return null;
    const { overflow } = await rulesNow(app.db);
    const steps = waiting.flatMap(
      (entry) => nextStepAt(facts(entry), overflow, lookedAt(entry)) ?? [],
    );
    return steps.length === 0 ? null : Temporal.Instant.fromEpochMilliseconds(Math.min(...steps));
  },
  run: (app: App) =>
    inTransaction({ app, actor: { kind: 'system', id: 'routing.longWaits' } }, lookAgain),
};

const stillWaits = inArray(queueEntry.state, ['waiting', 'offered']);
const lookedAt = (entry: QueueEntryRow) => entry.lookedAt.epochMilliseconds;
const facts = (entry: QueueEntryRow): Waiting => ({
  ...entry,
  queuedAt: entry.queuedAt.epochMilliseconds,
});

async function lookAgain(context: CommandContext): Promise<number> {
  const { tx, now, journal } = context;
  lockRouting(tx);
  const { overflow } = await rulesNow(tx);
  const at = now.epochMilliseconds;
  const due = (await tx.select().from(queueEntry).where(stillWaits)).filter(
    (entry) =>
      (nextStepAt(facts(entry), overflow, lookedAt(entry)) ?? Number.POSITIVE_INFINITY) <= at,
  );
  if (due.length === 0) return 0;
  for (const entry of due) {
    // An instant may be finer than a millisecond: the mark must not fall before the step.
    await tx.update(queueEntry).set({ lookedAt: now }).where(eq(queueEntry.id, entry.id));
    for (const { afterSeconds } of alarmsBetween(facts(entry), overflow, lookedAt(entry), at)) {
      await journal({
        subjectType: 'queueEntry',
        subjectId: entry.id,
        type: 'queueEntry.waitedTooLong',
        payload: { ...describeEntry(entry), afterSeconds },
      });
    }
  }
  matchWaiting(context);
  return due.length;
}
