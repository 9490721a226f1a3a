import { type Caller, inTransaction } from '@1999/platform';
import type { HangUp } from '../domain/call-flow.ts';
import { lockCall } from '../io/lock-call.ts';
import { partiesOf } from '../io/parties.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall, heardFromProvider } from './advance-call.ts';
import { recordByPolicy } from './control/record.ts';

/** The citizen we rang has picked up; null when the call is no call of ours. */
export function outboundAnswered(
  caller: Caller,
  { callId, sid }: { callId: string; sid: string },
): Promise<Call | null> {
  return inTransaction(caller, async (context) => {
    const row = await lockCall(context.tx, callId);
    if (row?.direction !== 'outbound') return null;
    const heard = heardFromProvider(context, row);
    const call = saveCall(context, heard, { providerSid: sid });
    const parties = await partiesOf(context.tx, callId);
    if (call.state === 'connected') await recordByPolicy({ context, call, parties });
    return call;
  });
}

/** The line we made is over, or never stood. A repeat changes nothing. */
export function outboundEnded(
  caller: Caller,
  { callId, how, keys }: { callId: string; how: HangUp; keys: (string | undefined)[] },
): Promise<void> {
  return inTransaction(caller, async (context) => {
    const row = await lockCall(context.tx, callId);
    if (row?.direction !== 'outbound') return;
    const known = keys.filter((key) => key !== undefined);
    if (known.length > 0 && !(await claimOnce(context, known))) return;
    const gone = saveCall(context, row, { lineEndedAt: context.now });
    await advanceCall(context, gone, { type: 'hungUp', how });
  });
}
