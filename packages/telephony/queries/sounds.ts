import { userNames } from '@1999/directory';
import { type App, NotFound, service } from '@1999/platform';
import { eq, inArray } from 'drizzle-orm';
import type { SoundView } from '../contract/sound.ts';
import { type IsKept, soundIdsOf } from '../domain/prompt-sounds.ts';
import type { Spoken } from '../domain/prompts.ts';
import { ivrSound, ivrSoundBytes } from '../io/ivr-tables.ts';

/** Sounds known to be kept: those in use never go. A city has some dozens. */
const kept = service('telephony.sounds', () => new Set<string>());

/** Which sounds of these prompts can be played. Asks the database for those not yet known. */
export async function soundsKept(app: App, prompts: readonly Spoken[]): Promise<IsKept> {
  const known = app.services.get(kept);
  const asked = soundIdsOf(prompts).filter((id) => !known.has(id));
  if (asked.length > 0) {
    const found = await app.db
      .select({ id: ivrSoundBytes.soundId })
      .from(ivrSoundBytes)
      .where(inArray(ivrSoundBytes.soundId, asked));
    for (const { id } of found) known.add(id);
  }
  return (soundId) => known.has(soundId);
}

/** What is known of a sound. @throws NotFound. */
export async function soundView(app: App, soundId: string): Promise<SoundView> {
  const [row] = await app.db.select().from(ivrSound).where(eq(ivrSound.id, soundId));
  if (!row) throw new NotFound();
  const names = await userNames(app.db, [row.uploadedBy]);
  return {
    soundId,
    durationMs: row.durationMs,
    uploadedBy: names.get(row.uploadedBy) ?? null,
    uploadedAt: row.uploadedAt.toString(),
  };
}

/** A sound as the telephone plays it. @throws NotFound. */
export async function soundWave(app: App, soundId: string): Promise<Buffer> {
  const [row] = await app.db
    .select({ wave: ivrSoundBytes.wave })
    .from(ivrSoundBytes)
    .where(eq(ivrSoundBytes.soundId, soundId));
  if (!row) throw new NotFound();
  return Buffer.from(row.wave);
}

/** A sound as a web call plays it. @throws NotFound. */
export async function soundOpus(app: App, soundId: string): Promise<Buffer> {
  const [row] = await app.db
    .select({ opus: ivrSoundBytes.opus })
    .from(ivrSoundBytes)
    .where(eq(ivrSoundBytes.soundId, soundId));
  if (!row) throw new NotFound();
  return Buffer.from(row.opus);
}
