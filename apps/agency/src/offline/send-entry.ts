import { ApiError, api } from '@1999/web-kit';
import { z } from 'zod';
import { photoOf, rewriteEntry } from './device-store.ts';
import { type Entry, type EntryPhoto, type Outcome, outcomeOfFailure } from './outbox.ts';

const UPLOAD_MS = 120_000;
const Uploaded = z.object({ attachmentId: z.uuid() });
const Moved = z.object({ state: z.string(), already: z.boolean().optional() });
const doors = {
  acknowledge: 'acknowledgement',
  arrive: 'arrival',
  report: 'report',
  close: 'closure',
  return: 'return',
} as const;

/**
 * Sends one entry: the photos of a report first, each once, then the action. Every request carries
 * the key it had at first, so that a lost answer never makes it happen twice.
 */
export async function sendEntry(entry: Entry): Promise<Outcome> {
  try {
    const photoIds = await upload(entry);
    const said = {
      acknowledge: {},
      arrive: {},
      report: { text: entry.text, photoIds },
      close: { ground: entry.ground },
      return: { reason: entry.text },
    };
    const { already } = await api.post(`/api/orders/${entry.orderId}/${doors[entry.action]}`, {
      idempotencyKey: entry.id,
      schema: Moved,
      body: { deviceAt: entry.deviceAt, ...said[entry.action] },
    });
    return already ? { kind: 'noted', code: 'already' } : { kind: 'received' };
  } catch (error) {
    // The device itself faltered; the entry is still there.
    if (!(error instanceof ApiError)) return { kind: 'passing' };
    return outcomeOfFailure(error.status, error.code);
  }
}

async function upload(entry: Entry): Promise<string[]> {
  const photos: EntryPhoto[] = [...entry.photos];
  for (const [index, photo] of photos.entries()) {
    if (photo.attachmentId) continue;
    const bytes = await photoOf(photo.key);
    if (!bytes) continue;
    const body = new FormData();
    body.append('file', bytes, photo.name);
    const path = `/api/attachments?caseId=${entry.caseId}&keepOrigin=true`;
    const { attachmentId } = await api.post(path, {
      body,
      schema: Uploaded,
      timeoutMs: UPLOAD_MS,
      idempotencyKey: photo.key,
    });
    photos[index] = { ...photo, attachmentId };
    await rewriteEntry({ ...entry, photos: [...photos] });
  }
  return photos.flatMap(({ attachmentId }) => attachmentId ?? []);
}
