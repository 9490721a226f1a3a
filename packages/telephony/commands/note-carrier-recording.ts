import { type Caller, inTransaction } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { call, recording, recordingFile } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';

interface CarrierRecording {
  readonly recordingId: string;
  readonly keys: readonly (string | undefined)[];
  readonly sid: string;
  /** `completed`, or `absent` when nothing was heard. */
  readonly status: string;
  readonly seconds: number;
}

/** The carrier has a recording ready, both channels in one file. A repeat changes nothing. */
export function noteCarrierRecording(caller: Caller, input: CarrierRecording): Promise<void> {
  return inTransaction(caller, async (context) => {
    const { tx, journal } = context;
    const [found] = await tx
      .select({ row: recording, leg: call.callerLegId })
      .from(recording)
      .innerJoin(call, eq(call.id, recording.callId))
      .where(eq(recording.id, input.recordingId));
    if (!found || !(await claimOnce(context, input.keys))) return;
    const { recordingId, sid } = input;
    await tx.update(recording).set({ providerSid: sid }).where(eq(recording.id, recordingId));
    if (input.status !== 'completed') return;
    const durationMs = input.seconds * 1000;
    await tx
      .insert(recordingFile)
      .values({ recordingId, legId: found.leg, offsetMs: 0, durationMs, complete: true })
      .onConflictDoNothing();
    await journal({
      subjectType: 'recording',
      subjectId: recordingId,
      type: 'recording.stored',
      payload: { callId: found.row.callId, legId: found.leg, durationMs, complete: true },
    });
  });
}
