import { inTransaction, type Sweep, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, asc, eq, lte } from 'drizzle-orm';
import { z } from 'zod';
import { deleteSound } from '../adapters/recorded-sound.ts';
import { recording, recordingFile } from '../io/tables.ts';

const BATCH = 50;
/** What could not be deleted is due again after so long. */
const AGAIN_HOURS = 1;

/** Deletes one recording where it lies; then its row says so. A repeat changes nothing. */
export const deleteRecordingTask = task({
  name: 'telephony.deleteRecording',
  payload: z.object({ recordingId: Id }),
  run: async (app, { recordingId }) => {
    const [row] = await app.db.select().from(recording).where(eq(recording.id, recordingId));
    if (row?.state !== 'stopped') return;
    const files = await app.db
      .select({ file: recordingFile.file })
      .from(recordingFile)
      .where(eq(recordingFile.recordingId, recordingId));
    await deleteSound(
      app,
      row,
      files.map(({ file }) => file),
    );
    const caller = { app, actor: { kind: 'system', id: 'telephony.retention' } } as const;
    await inTransaction(caller, async ({ tx, now, journal }) => {
      await tx
        .update(recording)
        .set({ state: 'deleted', deletedAt: now })
        .where(eq(recording.id, recordingId));
      await journal({
        subjectType: 'recording',
        subjectId: recordingId,
        type: 'recording.deleted',
        payload: { callId: row.callId },
      });
    });
  },
});

/** Recordings whose time is over by the policy of their day. */
export const oldRecordings: Sweep = {
  name: 'telephony.oldRecordings',
  nextDue: "select min(delete_at) from recording where state = 'stopped'",
  run: (app) =>
    inTransaction(
      { app, actor: { kind: 'system', id: 'telephony.retention' } },
      async ({ tx, now, enqueue }) => {
        const due = await tx
          .select({ id: recording.id })
          .from(recording)
          .where(and(eq(recording.state, 'stopped'), lte(recording.deleteAt, now)))
          .orderBy(asc(recording.deleteAt))
          .limit(BATCH)
          .for('update', { skipLocked: true });
        for (const { id } of due) {
          const deleteAt = now.add({ hours: AGAIN_HOURS });
          await tx.update(recording).set({ deleteAt }).where(eq(recording.id, id));
          enqueue(deleteRecordingTask, { recordingId: id }, { maxAttempts: 3 });
        }
        return due.length;
      },
    ),
};
