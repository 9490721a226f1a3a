import { type App, inTransaction, type Sweep } from '@1999/platform';
import { asc, lte } from 'drizzle-orm';
import { advanceCall } from '../commands/advance-call.ts';
import type { FlowEvent } from '../domain/call-flow.ts';
import { saveCall } from '../io/save-call.ts';
import { type Call, call } from '../io/tables.ts';

const BATCH = 50;

/** Timers of web calls, kept in their rows: a key that did not come, the place in the queue again. */
export const callTimers: Sweep = {
  name: 'telephony.callTimers',
  nextDue: 'select min(timer_at) from call where timer_at is not null',
  run: async (app) => {
    let done = 0;
    while (done < BATCH && (await runOne(app))) done += 1;
    return done;
  },
};

/** One call a transaction: a call's lock is never held while another call's is waited for. */
function runOne(app: App): Promise<boolean> {
  const caller = { app, actor: { kind: 'system', id: 'telephony.callTimers' } } as const;
  return inTransaction(caller, async (context) => {
    const [row] = await context.tx
      .select()
      .from(call)
      .where(lte(call.timerAt, context.now))
      .orderBy(asc(call.timerAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!row) return false;
    const idle = saveCall(context, row, { timer: null, timerTurn: null, timerAt: null });
    await advanceCall(context, idle, meaningOf(row));
    return true;
  });
}

function meaningOf(row: Call): FlowEvent {
  return row.timer === 'digit'
    ? { type: 'noDigit', turn: row.timerTurn ?? row.turn }
    : { type: 'positionTimer' };
}
