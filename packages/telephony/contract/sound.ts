import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';
import { Language } from './language.ts';

/** The longest and the shortest sound that may be uploaded for a prompt, in seconds. */
export const MOST_SOUND_SECONDS = 60;
export const LEAST_SOUND_SECONDS = 0.3;
/** The largest upload, in bytes: a minute in stereo as studios record it. */
export const MOST_SOUND_BYTES = 20 * 1024 * 1024;
/** What a file picker offers: WAV, MP3 and Ogg Opus. */
export const SOUND_FILES = '.wav,.mp3,.ogg,.opus,audio/wav,audio/mpeg,audio/ogg';

/** Sounds by the language they are spoken in; the words are said where there is none. */
export const Sounds = z.partialRecord(Language, Id);
export type Sounds = z.infer<typeof Sounds>;

/** A sound of a prompt, as its editors see it. */
export const SoundView = z.object({
  soundId: Id,
  durationMs: z.int(),
  uploadedBy: z.string().nullable(),
  uploadedAt: InstantText,
});
export type SoundView = z.infer<typeof SoundView>;
