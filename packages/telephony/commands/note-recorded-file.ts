import type { CommandContext } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { MediaEvent } from '../contract/media.ts';
import { recording, recordingFile } from '../io/tables.ts';

type Recorded = Extract<MediaEvent, { type: 'recorded' }>;

/** One voice of a recording is on the media peer's disk. A recording nobody knows is left out. */
export async function noteRecordedFile(context: CommandContext, event: Recorded): Promise<void> {
  const { recordingId, legId, file, bytes, complete } = event;
  const [known] = await context.tx.select().from(recording).where(eq(recording.id, recordingId));
  if (!known) return;
  await context.tx
    .insert(recordingFile)
    .values({
      recordingId,
      legId,
      file,
      offsetMs: Math.round(event.offsetMs),
      durationMs: Math.round(event.durationMs),
      bytes,
      complete,
    })
    .onConflictDoNothing();
  await context.journal({
    subjectType: 'recording',
    subjectId: recordingId,
    type: 'recording.stored',
    payload: { callId: known.callId, legId, durationMs: Math.round(event.durationMs), complete },
  });
}
