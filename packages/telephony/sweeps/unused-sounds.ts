import { inTransaction, type Sweep } from '@1999/platform';
import { and, asc, eq, inArray, lte, notExists } from 'drizzle-orm';
import { ivrSound, ivrSoundUse } from '../io/ivr-tables.ts';

/** How long an uploaded sound waits for its draft to be published. */
const KEPT_DAYS = 30;
const BATCH = 50;

/** Uploads that nothing has come to say: their drafts were given up. */
export const unusedSounds: Sweep = {
  name: 'telephony.unusedSounds',
  nextDue: `select min(uploaded_at) + interval '${KEPT_DAYS} days' from ivr_sound s
    where not exists (select from ivr_sound_use u where u.sound_id = s.id)`,
  run: (app) =>
    inTransaction(
      { app, actor: { kind: 'system', id: 'telephony.retention' } },
      async ({ tx, now, journal }) => {
        const used = tx
          .select({ id: ivrSoundUse.soundId })
          .from(ivrSoundUse)
          .where(eq(ivrSoundUse.soundId, ivrSound.id));
        const rows = await tx
          .select({ id: ivrSound.id })
          .from(ivrSound)
          .where(
            and(lte(ivrSound.uploadedAt, now.subtract({ hours: 24 * KEPT_DAYS })), notExists(used)),
          )
          .orderBy(asc(ivrSound.uploadedAt))
          .limit(BATCH)
          .for('update', { skipLocked: true });
        const due = rows.map(({ id }) => id);
        // One that comes to be said in this very moment is held by its row: the deletion fails.
        if (due.length > 0) await tx.delete(ivrSound).where(inArray(ivrSound.id, due));
        for (const id of due) {
          await journal({
            subjectType: 'ivr',
            subjectId: id,
            type: 'ivr.soundDeleted',
            payload: {},
          });
        }
        return due.length;
      },
    ),
};
