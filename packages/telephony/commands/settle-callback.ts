import type { CommandContext } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { callback } from '../io/ivr-tables.ts';
import type { Call } from '../io/tables.ts';
import { MOST_ATTEMPTS, NEXT_TRY_SECONDS } from './promise-callback.ts';

/**
 * A call back is over. One that was not picked up is tried again later, at the same place in the
 * queue; after the third try the citizen is given up, and the journal says so.
 */
export async function settleCallback(context: CommandContext, call: Call): Promise<void> {
  const { tx, now, journal } = context;
  const [row] = await tx
    .select()
    .from(callback)
    .where(eq(callback.outboundCallId, call.id))
    .for('update');
  if (row?.state !== 'calling') return;
  const reached = call.endReason === 'completed';
  const again = !reached && row.attempts < MOST_ATTEMPTS;
  await tx
    .update(callback)
    .set(
      again
        ? {
            state: 'waiting',
            nextAt: now.add({ seconds: NEXT_TRY_SECONDS }),
            outboundCallId: null,
          }
        : { state: reached ? 'done' : 'failed', endedAt: now },
    )
    .where(eq(callback.id, row.id));
  if (reached || again) return;
  await journal({
    subjectType: 'call',
    subjectId: row.callId,
    type: 'call.callbackFailed',
    payload: { callbackId: row.id, attempts: row.attempts },
  });
}
