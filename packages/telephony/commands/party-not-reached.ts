import { type Caller, inTransaction } from '@1999/platform';
import type { LeftReason } from '../contract/call-control.ts';
import { lockCall } from '../io/lock-call.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { partyMoved } from './party-moved.ts';

/** An outside party's line is over, or never stood. A repeat changes nothing. */
export function partyNotReached(
  caller: Caller,
  input: { callId: string; partyId: string; reason: LeftReason; keys?: (string | undefined)[] },
): Promise<void> {
  return inTransaction(caller, async (context) => {
    const row = await lockCall(context.tx, input.callId);
    if (!row) return;
    if (input.keys && !(await claimOnce(context, input.keys))) return;
    const { callId, reason, partyId } = input;
    await partyMoved(context, row, partyId, { callId, to: 'gone', reason });
  });
}
