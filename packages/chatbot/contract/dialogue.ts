import { z } from 'zod';

/** A report as far as it has come in a conversation. */
export const DraftFacts = z.object({
  typeCode: z.string().nullable(),
  district: z.string().nullable(),
  address: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  description: z.string().nullable(),
});
export type DraftFacts = z.infer<typeof DraftFacts>;

/** What the conversation is in the middle of, besides questions. Kept sealed: it holds a citizen's words. */
export const Dialogue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('report'),
    draft: DraftFacts,
    asked: z.enum(['typeCode', 'district', 'address', 'description', 'confirm']),
  }),
  z.object({ kind: z.literal('track'), number: z.string().nullable() }),
]);
export type Dialogue = z.infer<typeof Dialogue>;
