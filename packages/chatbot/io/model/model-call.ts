import { z } from 'zod';

/** The model's tool call as it must look before anything of it is judged. */
export const ModelCall = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('answer'),
    entries: z.array(z.int()).min(1).max(3),
    text: z.string().min(1),
  }),
  z.object({ name: z.literal('offer'), entries: z.array(z.int()).min(2).max(3) }),
  z.object({ name: z.literal('none_of_these') }),
]);
