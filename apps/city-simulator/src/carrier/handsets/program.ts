import { z } from 'zod';

/** What a virtual telephone does when it is rung. */
export const HandsetProgram = z.discriminatedUnion('kind', [
  /** Rings until a person answers it on /phone. */
  z.strictObject({ kind: z.literal('manual') }),
  /** Rings and is never answered. */
  z.strictObject({ kind: z.literal('neverAnswers') }),
  z.strictObject({ kind: z.literal('busy') }),
  /** Switched off or unknown: calls fail, text messages come back undelivered. */
  z.strictObject({ kind: z.literal('unreachable') }),
  /** Answers by itself and presses one entry of `presses` at each question it is asked. */
  z.strictObject({
    kind: z.literal('answers'),
    afterSeconds: z.number().min(0).max(600).default(2),
    presses: z
      .array(z.string().regex(/^[0-9*#]+$/))
      .max(20)
      .default([]),
    pressAfterSeconds: z.number().min(0).max(600).default(1),
    hangUpAfterSeconds: z.number().min(0).max(86_400).optional(),
  }),
]);
export type HandsetProgram = z.infer<typeof HandsetProgram>;
export type HandsetProgramInput = z.input<typeof HandsetProgram>;
