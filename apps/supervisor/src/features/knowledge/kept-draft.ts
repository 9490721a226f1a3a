import { z } from 'zod';
import { KnowledgeDraft } from './knowledge-draft.ts';

const Kept = z.object({ basedOn: z.number(), values: KnowledgeDraft });
export type Kept = z.infer<typeof Kept>;

/** What was typed of an entry and not yet saved; it outlives a reload and the browser. */
export function readKept(key: string): Kept | null {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(nameOf(key)) ?? ''));
  } catch {
    return null;
  }
}

/** Keeps it, or with null forgets it. Where the device has no room the form itself still has it. */
export function writeKept(key: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(nameOf(key), JSON.stringify(kept));
    else localStorage.removeItem(nameOf(key));
  } catch {
    // Storage that is full or forbidden.
  }
}

const nameOf = (key: string) => `1999.knowledge.draft ${key}`;
