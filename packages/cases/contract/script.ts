import { z } from 'zod';

const Line = z.object({ zh: z.string(), en: z.string() });

/** What to say and ask, in order: for a type of matter, or in a crisis of the caller's. */
export const Script = z.object({
  code: z.string(),
  kind: z.enum(['type', 'crisis']),
  title: Line,
  /** The number to name or to transfer to. */
  number: z.string().nullable(),
  steps: z.array(Line),
  /** Questions of the type that must be answered before the order goes out. */
  mustAsk: z.array(z.string()),
});
export type Script = z.infer<typeof Script>;
