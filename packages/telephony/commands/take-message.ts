import { type Caller, inTransaction, newId } from '@1999/platform';
import { lockCall } from '../io/lock-call.ts';
import { recording, recordingFile } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall } from './advance-call.ts';
import { policyNow } from './control/record.ts';
import { promiseCallback } from './promise-callback.ts';

interface LeftMessage {
  readonly callId: string;
  readonly keys: readonly (string | undefined)[];
  /** The carrier's name of the recording. */
  readonly sid: string;
  readonly seconds: number;
}

/** A caller left a message: it is kept as a recording, and an agent will call back. */
export function takeMessage(caller: Caller, input: LeftMessage): Promise<void> {
  return inTransaction(caller, async (context) => {
    const { tx, now, journal } = context;
    const call = await lockCall(tx, input.callId);
    if (!call || !(await claimOnce(context, input.keys))) return;
    const { keepDays } = await policyNow(context);
    const recordingId = newId();
    await tx.insert(recording).values({
      id: recordingId,
      callId: call.id,
      provider: call.provider,
      providerSid: input.sid,
      kind: 'message',
      state: 'stopped',
      startedAt: now.subtract({ seconds: input.seconds }),
      stoppedAt: now,
      deleteAt: now.add({ hours: 24 * keepDays }),
    });
    await tx.insert(recordingFile).values({
      recordingId,
      legId: call.callerLegId,
      offsetMs: 0,
      durationMs: input.seconds * 1000,
      complete: true,
    });
    await journal({
      subjectType: 'call',
      subjectId: call.id,
      type: 'call.messageLeft',
      payload: { recordingId, contactId: call.contactId },
    });
    await promiseCallback(context, call, 'message');
    await advanceCall(context, call, { type: 'messageLeft' });
  });
}
