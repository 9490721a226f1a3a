import { opusFrames } from '@1999/sound';
import { MEDIA_SECRET_HEADER } from '@1999/telephony/contract/media';
import type { Config } from './config.ts';

/** The 20 ms frames of a sound; null when it cannot be had. */
export type FetchSound = (soundId: string) => Promise<readonly Uint8Array[] | null>;

/** A caller must not wait longer for a sound than for the words in its place. */
const ANSWER_WITHIN_MS = 3_000;
/** So many are remembered: a minute of sound is a fifth of a megabyte. */
const MOST_REMEMBERED = 100;

/**
 * Fetches sounds from the hotline, beside the address of its events, and remembers them: a sound
 * is never changed. One that could not be had is asked for again the next time.
 */
export function soundFetcher({
  eventsUrl,
  secret,
}: Pick<Config, 'eventsUrl' | 'secret'>): FetchSound {
  const remembered = new Map<string, Promise<readonly Uint8Array[] | null>>();
  const fetchOne = async (soundId: string) => {
    const answer = await fetch(new URL(`sounds/${soundId}`, eventsUrl), {
      headers: { [MEDIA_SECRET_HEADER]: secret },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return null;
    }
    return opusFrames(new Uint8Array(await answer.arrayBuffer()));
  };
  return (soundId) => {
    const known = remembered.get(soundId);
    if (known) return known;
    const fetched = fetchOne(soundId).catch(() => null);
    remembered.set(soundId, fetched);
    void fetched.then((frames) => {
      if (!frames) remembered.delete(soundId);
    });
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest) remembered.delete(oldest);
    return fetched;
  };
}
