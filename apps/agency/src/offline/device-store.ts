import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Entry } from './outbox.ts';

/** Something the server said, kept to be read without a network. */
export interface Kept {
  readonly value: unknown;
  readonly savedAt: string;
}

interface Device extends DBSchema {
  /** Lists and opened orders, by their query's name. */
  cache: { key: string; value: Kept };
  /** Small pictures of the photos that were shown. */
  thumbnails: { key: string; value: Blob };
  /** What waits to be sent; the number says in which order it was done. */
  outbox: { key: string; value: Entry };
  /** The photos of waiting reports, whole. */
  photos: { key: string; value: Blob };
}

let opened: Promise<IDBPDatabase<Device>> | undefined;

function device(): Promise<IDBPDatabase<Device>> {
  opened ??= openDB<Device>('1999-agency', 1, {
    upgrade: (db) => {
      db.createObjectStore('cache');
      db.createObjectStore('thumbnails');
      db.createObjectStore('outbox', { keyPath: 'id' });
      db.createObjectStore('photos');
    },
  });
  return opened;
}

/** Keeps what the server said under `name`; a device without room simply keeps less. */
export async function keep(name: string, value: unknown, savedAt: string): Promise<void> {
  await (await device()).put('cache', { value, savedAt }, name).catch(() => undefined);
}

/** What was kept under `name`, if anything. */
export async function recall(name: string): Promise<Kept | undefined> {
  return (await device()).get('cache', name);
}

export async function keepThumbnail(id: string, picture: Blob): Promise<void> {
  await (await device()).put('thumbnails', picture, id).catch(() => undefined);
}

export async function thumbnail(id: string): Promise<Blob | undefined> {
  return (await device()).get('thumbnails', id);
}

/** Every entry of the outbox, of whoever used this device. */
export async function loadOutbox(): Promise<Entry[]> {
  return (await device()).getAll('outbox');
}

/**
 * Stores a new entry with its photos in one transaction: either all of it is on the device, or the
 * person is told that it is not. @throws when the device has no room.
 */
export async function storeEntry(entry: Entry, photos: ReadonlyMap<string, Blob>): Promise<void> {
  const tx = (await device()).transaction(['outbox', 'photos'], 'readwrite');
  await Promise.all([
    ...[...photos].map(([key, photo]) => tx.objectStore('photos').put(photo, key)),
    tx.objectStore('outbox').put(entry),
    tx.done,
  ]);
}

/** Writes what an entry has become. */
export async function rewriteEntry(entry: Entry): Promise<void> {
  await (await device()).put('outbox', entry);
}

/** Takes an entry and its photos off the device. */
export async function dropEntry(entry: Entry): Promise<void> {
  const tx = (await device()).transaction(['outbox', 'photos'], 'readwrite');
  await Promise.all([
    ...entry.photos.map(({ key }) => tx.objectStore('photos').delete(key)),
    tx.objectStore('outbox').delete(entry.id),
    tx.done,
  ]);
}

export async function photoOf(key: string): Promise<Blob | undefined> {
  return (await device()).get('photos', key);
}

/** Takes what was kept to be read off the device: another person signs in. */
export async function wipeReading(): Promise<void> {
  const stores = ['cache', 'thumbnails'] as const;
  const tx = (await device()).transaction(stores, 'readwrite');
  await Promise.all([...stores.map((name) => tx.objectStore(name).clear()), tx.done]);
}

/** Takes everything off the device: somebody signs out. */
export async function wipeDevice(): Promise<void> {
  const stores = ['cache', 'thumbnails', 'outbox', 'photos'] as const;
  const tx = (await device()).transaction(stores, 'readwrite');
  await Promise.all([...stores.map((name) => tx.objectStore(name).clear()), tx.done]);
}
