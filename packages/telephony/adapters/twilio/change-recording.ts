import { type App, type CommandContext, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { call, type Recording, recording } from '../../io/tables.ts';
import type { RecordingChange } from '../line.ts';
import { carrierError, publicAddress, twilioClient } from './client.ts';

const ChangeRecording = z.object({ recordingId: Id });
const TRIES = 6;
/** The carrier's name for the recording of a call that goes on. */
const CURRENT = 'Twilio.CURRENT';
const statusOf = { recording: 'in-progress', paused: 'paused', stopped: 'stopped' } as const;

/**
 * Brings a recording at the carrier to what its row says when this runs: begun on the caller's
 * line in two channels, paused in silence, or stopped. Repeats are harmless.
 */
export const changeRecordingTask = task({
  name: 'telephony.changeRecording',
  payload: ChangeRecording,
  run: async (app, { recordingId }) => {
    const [found] = await app.db
      .select({ row: recording, sid: call.providerSid })
      .from(recording)
      .innerJoin(call, eq(call.id, recording.callId))
      .where(eq(recording.id, recordingId));
    if (!found?.sid) return;
    try {
      await bringTo(app, found.sid, found.row);
    } catch (error) {
      const answer = carrierError(error);
      if (!answer || answer.status >= 500 || answer.status === 429) throw error;
      app.log.info({ recordingId, ...answer }, 'carrier refused');
    }
  },
});

async function bringTo(app: App, callSid: string, row: Recording): Promise<void> {
  const of = twilioClient(app).calls(callSid);
  let sid = row.providerSid;
  if (!sid && row.state !== 'stopped' && row.state !== 'deleted') {
    const begun = await of.recordings.create({
      recordingChannels: 'dual',
      recordingTrack: 'both',
      recordingStatusCallback: publicAddress(app, 'recording', { recording: row.id }),
      recordingStatusCallbackEvent: ['completed', 'absent'],
    });
    sid = begun.sid;
    await app.db.update(recording).set({ providerSid: sid }).where(eq(recording.id, row.id));
    if (row.state === 'recording') return;
  }
  if (!sid || row.state === 'deleted') return;
  const status = statusOf[row.state];
  const quiet = status === 'paused' ? ({ pauseBehavior: 'silence' } as const) : {};
  await of.recordings(status === 'stopped' ? sid : CURRENT).update({ status, ...quiet });
}

/** Queues it, in the order of the call's changes. */
export function changeRecording(
  { enqueue }: CommandContext,
  row: Recording,
  _change: RecordingChange,
): void {
  const options = { queue: `call:${row.callId}`, maxAttempts: TRIES };
  enqueue(changeRecordingTask, { recordingId: row.id }, options);
}
