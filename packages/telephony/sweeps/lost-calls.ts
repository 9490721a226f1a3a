import { type App, inTransaction, newId, type Sweep } from '@1999/platform';
import { and, asc, inArray, lte } from 'drizzle-orm';
import { lines } from '../adapters/lines.ts';
import { advanceCall, CHECK_AFTER_SECONDS } from '../commands/advance-call.ts';
import { lockCall } from '../io/lock-call.ts';
import { saveCall } from '../io/save-call.ts';
import { type Call, call } from '../io/tables.ts';

const BATCH = 20;
const caller = (app: App) =>
  ({ app, actor: { kind: 'system', id: 'telephony.reconciler' } }) as const;

/**
 * The reconciler (invariant I1): a call whose provider has said nothing for a minute is asked for.
 * One whose line is gone without our being told is closed as unknown, and an alarm is raised.
 */
export const lostCalls: Sweep = {
  name: 'telephony.lostCalls',
  nextDue: 'select min(check_at) from call where check_at is not null',
  run: async (app) => {
    const due = await claimDue(app);
    await Promise.all(due.map((row) => reconcile(app, row)));
    return due.length;
  },
};

/** Takes the calls to ask for, so that no other process asks for them too. */
function claimDue(app: App): Promise<Call[]> {
  return inTransaction(caller(app), async ({ tx, now }) => {
    const due = await tx
      .select()
      .from(call)
      .where(lte(call.checkAt, now))
      .orderBy(asc(call.checkAt))
      .limit(BATCH)
      .for('update', { skipLocked: true });
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    const checkAt = now.add({ seconds: CHECK_AFTER_SECONDS });
    await tx
      .update(call)
      .set({ checkAt })
      .where(and(inArray(call.id, ids), lte(call.checkAt, now)));
    return due;
  });
}

async function reconcile(app: App, seen: Call): Promise<void> {
  // A page that never got as far as a voice connection is no lost call: its visitor gave up.
  const neverStood = seen.provider === 'webcall' && seen.step === 'arrived';
  if ((await lines[seen.provider].probe(app, seen)) !== 'gone') return;
  await inTransaction(caller(app), async (context) => {
    const row = await lockCall(context.tx, seen.id);
    if (!row || row.state === 'ended') return;
    const gone = saveCall(context, row, { lineEndedAt: context.now });
    await advanceCall(context, gone, { type: 'hungUp', how: neverStood ? 'hangUp' : 'unknown' });
    if (neverStood) return;
    await context.journal({
      subjectType: 'alarm',
      subjectId: newId(),
      type: 'alarm.raised',
      payload: { kind: 'callWithoutEnd', callId: row.id, provider: row.provider },
    });
  });
}
