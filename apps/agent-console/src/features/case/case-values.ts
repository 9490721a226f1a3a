import { type OpenCaseBody, Place } from '@1999/cases/contract';
import { text } from '@1999/platform/contract';
import { z } from 'zod';

/** What stands on the case form; every part may still be missing while it is a draft. */
export const CaseDraft = z.object({
  typeCode: z.string().nullable().default(null),
  district: z.string().nullable().default(null),
  address: z.string().default(''),
  point: z.object({ lat: z.number(), lng: z.number() }).nullable().default(null),
  description: z.string().default(''),
  callerName: z.string().default(''),
  /** Questions nobody has answered yet are undefined, null or empty, as their controls leave them. */
  answers: z.record(z.string(), z.union([z.string(), z.boolean()]).nullish()).default({}),
  /** Set once the case is written down, so that a reload goes on from there. */
  opened: z
    .object({
      caseId: z.string(),
      matterId: z.string(),
      number: z.string(),
      orderNumber: z.string().nullable(),
    })
    .nullable()
    .default(null),
});
export type CaseDraft = z.infer<typeof CaseDraft>;

/** The same form when it is sent: complete, and in the form the server takes. */
export const CompleteCase = z.object({
  typeCode: z.string({ error: 'form.type.missing' }),
  district: z.string({ error: 'form.district.missing' }),
  address: z.string().trim().max(200),
  point: z.object({ lat: z.number(), lng: z.number() }).nullable(),
  description: text(4000),
  callerName: z.string().trim().max(60),
  answers: CaseDraft.shape.answers,
  opened: CaseDraft.shape.opened,
});
export type CompleteCase = z.infer<typeof CompleteCase>;

/** The request that opens the case. */
export function toOpenCase(values: CompleteCase, contactId: string): z.input<typeof OpenCaseBody> {
  return {
    contactId,
    typeCode: values.typeCode,
    place: Place.parse({
      district: values.district,
      ...(values.address ? { address: values.address } : {}),
      ...(values.point ?? {}),
    }),
    description: values.description,
    answers: Object.fromEntries(
      Object.entries(values.answers).flatMap(([code, said]) =>
        said === undefined || said === null || said === '' ? [] : [[code, said]],
      ),
    ),
  };
}
