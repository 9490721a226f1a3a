import { type CommandContext, newId } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { lines } from '../adapters/lines.ts';
import { saveCall } from '../io/save-call.ts';
import { type Call, recording } from '../io/tables.ts';
import { advanceCall } from './advance-call.ts';
import { policyNow, recordingNow } from './control/record.ts';
import { promiseCallback } from './promise-callback.ts';

/** A message may be as long as one on the telephone company's line. */
export const LONGEST_MESSAGE_SECONDS = 180;

/** The tone was heard: from now on the media peer keeps what the caller says. */
export async function beginMessage(context: CommandContext, call: Call): Promise<void> {
  if (await recordingNow(context, call.id)) return;
  const { tx, now } = context;
  const { id: callId, provider } = call;
  const [row] = await tx
    .insert(recording)
    .values({ id: newId(), callId, provider, kind: 'message', state: 'recording', startedAt: now })
    .returning();
  if (!row) throw new Error('the recording was not stored');
  await lines[provider].record(context, call, row, 'start');
  const timerAt = now.add({ seconds: LONGEST_MESSAGE_SECONDS });
  saveCall(context, call, { timer: 'message', timerTurn: null, timerAt, promptId: null });
}

/**
 * The message is over, by a key, by its length or because the caller hung up: it is kept, and an
 * agent will call back. Nothing happens when none was begun. Returns the call as it then stands.
 */
export async function endMessage(context: CommandContext, call: Call): Promise<Call> {
  const row = await recordingNow(context, call.id);
  if (call.step !== 'voicemail' || !row) return call;
  const { tx, now, journal } = context;
  const { keepDays } = await policyNow(context);
  const deleteAt = now.add({ hours: 24 * keepDays });
  await tx
    .update(recording)
    .set({ state: 'stopped', stoppedAt: now, deleteAt })
    .where(eq(recording.id, row.id));
  await lines[call.provider].record(context, call, row, 'stop');
  await journal({
    subjectType: 'call',
    subjectId: call.id,
    type: 'call.messageLeft',
    payload: { recordingId: row.id, contactId: call.contactId },
  });
  await promiseCallback(context, call, 'message');
  const idle = saveCall(context, call, { timer: null, timerTurn: null, timerAt: null });
  return advanceCall(context, idle, { type: 'messageLeft' });
}
