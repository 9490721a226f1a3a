import { Invalid, type Tx } from '@1999/platform';
import { asc, inArray } from 'drizzle-orm';
import type { SoundPlace } from '../../domain/prompt-sounds.ts';
import { ivrSound, ivrSoundUse } from '../ivr-tables.ts';

type User = { readonly flowVersion: number } | { readonly incidentId: string };

/**
 * Holds the sounds that something is about to say, so that none of them can go meanwhile.
 * @throws Invalid `sound_unknown` naming the first place whose sound is not there.
 */
export async function holdSounds(
  tx: Tx,
  places: readonly SoundPlace[],
  field: string,
): Promise<string[]> {
  const ids = [...new Set(places.map(({ soundId }) => soundId))];
  if (ids.length === 0) return [];
  const found = await tx
    .select({ id: ivrSound.id })
    .from(ivrSound)
    .where(inArray(ivrSound.id, ids))
    .orderBy(asc(ivrSound.id))
    .for('key share');
  const known = new Set(found.map(({ id }) => id));
  const missing = places.find(({ soundId }) => !known.has(soundId));
  if (missing) {
    const message = 'There is no such sound (any more); upload it again.';
    throw new Invalid('sound_unknown', message, `${field}.${missing.path}`);
  }
  return ids;
}

/** Notes who says these sounds: from now on they are kept for ever. */
export async function noteSoundUse(tx: Tx, soundIds: readonly string[], user: User): Promise<void> {
  if (soundIds.length === 0) return;
  await tx.insert(ivrSoundUse).values(soundIds.map((soundId) => ({ soundId, ...user })));
}
