import type { DraftFacts } from '../contract/dialogue.ts';

export type { Dialogue, DraftFacts } from '../contract/dialogue.ts';

export const emptyDraft: DraftFacts = {
  typeCode: null,
  district: null,
  address: null,
  lat: null,
  lng: null,
  description: null,
};

/** What a report must say before it may be confirmed, in the order it is asked for. */
export const REQUIRED = ['typeCode', 'district', 'address', 'description'] as const;
export type Required = (typeof REQUIRED)[number];

/** What a draft still lacks. */
export function missingIn(draft: DraftFacts): Required[] {
  return REQUIRED.filter((field) => draft[field] === null);
}
