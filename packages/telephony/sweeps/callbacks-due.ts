import { type App, inTransaction, type Sweep } from '@1999/platform';
import { enqueueEntry } from '@1999/routing';
import { and, asc, eq, lte } from 'drizzle-orm';
import { openOutboundCall } from '../commands/open-call.ts';
import { priorityOf, skillsFor } from '../domain/call-skills.ts';
import { callback } from '../io/ivr-tables.ts';

const BATCH = 50;

/**
 * Citizens to be called back come into the queue at the place they had; the agent who takes the
 * offer has them dialled. After a dropped danger the same agent is asked first.
 */
export const callbacksDue: Sweep = {
  name: 'telephony.callbacksDue',
  nextDue: "select min(next_at) from callback where state = 'waiting'",
  run: async (app) => {
    let done = 0;
    while (done < BATCH && (await runOne(app))) done += 1;
    return done;
  },
};

function runOne(app: App): Promise<boolean> {
  const caller = { app, actor: { kind: 'system', id: 'telephony.callbacksDue' } } as const;
  return inTransaction(caller, async (context) => {
    const { tx, now, journal } = context;
    const [row] = await tx
      .select()
      .from(callback)
      .where(and(eq(callback.state, 'waiting'), lte(callback.nextAt, now)))
      .orderBy(asc(callback.nextAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!row) return false;
    const call = await openOutboundCall(context, row);
    await tx
      .update(callback)
      .set({
        state: 'calling',
        nextAt: null,
        attempts: row.attempts + 1,
        outboundCallId: call.id,
      })
      .where(eq(callback.id, row.id));
    await journal({
      subjectType: 'call',
      subjectId: call.id,
      type: 'call.callbackDue',
      payload: { callbackId: row.id, answers: row.callId, attempt: row.attempts + 1 },
    });
    const sameAgent = row.reason === 'lineDropped' && row.attempts === 0 ? row.agentId : null;
    await enqueueEntry.within(context, {
      channel: 'call',
      refId: call.id,
      skills: skillsFor(row.language),
      language: row.language,
      priority: priorityOf(row.topic),
      queuedAt: row.queuedAt.toString(),
      ...(sameAgent ? { forAgent: sameAgent, fromWrapUp: true } : {}),
    });
    return true;
  });
}
