import { command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { ivrSound, ivrSoundBytes } from '../io/ivr-tables.ts';
import { PreparedSound } from '../io/sound/prepare-sound.ts';

const UploadSound = z.strictObject({ sound: z.instanceof(PreparedSound), userId: Id });

/** Keeps a prepared sound, so that a draft of the flow or a notice may name it. */
export const uploadSound = command(
  'ivr.uploadSound',
  UploadSound,
  async ({ tx, now, journal }, { sound, userId }) => {
    const id = newId();
    const { wave, opus, durationMs, sha256 } = sound;
    await tx
      .insert(ivrSound)
      .values({ id, durationMs, sha256, uploadedBy: userId, uploadedAt: now });
    await tx.insert(ivrSoundBytes).values({ soundId: id, wave, opus });
    await journal({
      subjectType: 'ivr',
      subjectId: id,
      type: 'ivr.soundUploaded',
      payload: { durationMs, bytes: wave.length + opus.length, by: userId },
    });
    return { soundId: id };
  },
);
