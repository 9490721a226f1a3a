import { ApiError, fetchPhoto, type LoadPhoto, webClock } from '@1999/web-kit';
import { keep, keepThumbnail, recall, thumbnail } from './device-store.ts';

const THUMBNAIL_PX = 480;

/** When what is shown under a name was last said by the server; unset while it is fresh. */
const savedAt = new Map<string, string>();

/** Since when the screen of `name` is as old as the device's memory; undefined when it is fresh. */
export function oldSince(name: string): string | undefined {
  return savedAt.get(name);
}

/**
 * Asks the server and keeps the answer on the device; without an answer gives what was kept.
 * @throws what the server or the network said, when nothing was kept.
 */
export async function fromServerOrDevice<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    const value = await ask();
    savedAt.delete(name);
    await keep(name, value, webClock.now().toString());
    return value;
  } catch (error) {
    if (!(error instanceof ApiError) || !error.passing) throw error;
    const kept = await recall(name);
    if (!kept) throw error;
    savedAt.set(name, kept.savedAt);
    return kept.value as T;
  }
}

/** A photo from the server, kept small on the device to be seen without a network. */
export const photoFromServerOrDevice: LoadPhoto = async (id, signal) => {
  try {
    const photo = await fetchPhoto(id, signal);
    void shrink(photo).then((small) => small && keepThumbnail(id, small));
    return photo;
  } catch (error) {
    const small = await thumbnail(id);
    if (small) return small;
    throw error;
  }
};

async function shrink(photo: Blob): Promise<Blob | undefined> {
  const whole = await createImageBitmap(photo).catch(() => undefined);
  const scale = whole && Math.min(1, THUMBNAIL_PX / Math.max(whole.width, whole.height));
  if (!whole || !scale) return undefined;
  const canvas = new OffscreenCanvas(whole.width * scale, whole.height * scale);
  canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 });
}
