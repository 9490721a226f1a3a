import { z } from 'zod';

const Kept = z.object({ data: z.record(z.string(), z.unknown()) });

/**
 * What has been typed and the server does not have yet. It lies in this tab's own storage, which
 * outlives a reload and ends with the tab, and is taken away as soon as the server has it.
 */
export function keepUnsent(refId: string, data: object): void {
  sessionStorage.setItem(keyOf(refId), JSON.stringify({ data }));
}

/** Null when the server has everything. */
export function unsentDraft(refId: string): z.infer<typeof Kept> | null {
  const kept = sessionStorage.getItem(keyOf(refId));
  const read = kept ? Kept.safeParse(JSON.parse(kept)) : null;
  return read?.success ? read.data : null;
}

/** The server has it. */
export function dropUnsent(refId: string): void {
  sessionStorage.removeItem(keyOf(refId));
}

const keyOf = (refId: string) => `1999.unsent.${refId}`;
