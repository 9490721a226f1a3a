import { type MatterType, type OpenCaseBody, Place } from '@1999/cases/contract';
import { text } from '@1999/platform/contract';
import { z } from 'zod';

/** What stands on the case form; every part may still be missing while it is a draft. */
export const CaseDraft = z.object({
  typeCode: z.string().nullable().default(null),
  district: z.string().nullable().default(null),
  village: z.string().nullable().default(null),
  address: z.string().default(''),
  /** A pole's or signal's number, or a landmark. */
  landmark: z.string().default(''),
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
      orderId: z.string().nullable().default(null),
      orderNumber: z.string().nullable(),
      /** The number of the order it goes with as a duplicate. */
      attachedTo: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
});
export type CaseDraft = z.infer<typeof CaseDraft>;

/** The same form when it is sent: complete, and in the form the server takes. */
export const CompleteCase = z.object({
  typeCode: z.string({ error: 'form.type.missing' }),
  district: z.string({ error: 'form.district.missing' }),
  village: CaseDraft.shape.village,
  address: z.string().trim().max(200),
  landmark: z.string().trim().max(200),
  point: z.object({ lat: z.number(), lng: z.number() }).nullable(),
  description: text(4000),
  callerName: z.string().trim().max(60),
  answers: CaseDraft.shape.answers,
  opened: CaseDraft.shape.opened,
});
export type CompleteCase = z.infer<typeof CompleteCase>;

/** What a question that asks for yes or no holds on the form. */
export const YES = 'yes';
export const NO = 'no';

/** The form's yes and no as the server takes them. */
export function withYesAndNo(values: CompleteCase, type: MatterType | undefined): CompleteCase {
  const asked = new Set(
    type?.questions.filter(({ kind }) => kind === 'yesNo').map(({ code }) => code),
  );
  return {
    ...values,
    answers: Object.fromEntries(
      Object.entries(values.answers).map(([code, said]) => [
        code,
        asked.has(code) && (said === YES || said === NO) ? said === YES : said,
      ]),
    ),
  };
}

/** The questions that must be answered first and are not: a no is an answer. */
export function unanswered(
  answers: CaseDraft['answers'],
  mustAsk: readonly string[],
): readonly string[] {
  return mustAsk.filter((code) => {
    const said = answers[code];
    return said === undefined || said === null || said === '';
  });
}

/** The width of the road as far as the type's question tells it, in metres: below six, or six. */
export function roadWidthOf(answers: CaseDraft['answers']): number | null {
  const said = answers.roadWidth;
  return said === 'under6' ? 5.9 : said === 'from6' ? 6 : null;
}

/** The request that opens the case. */
export function toOpenCase(values: CompleteCase, contactId: string): z.input<typeof OpenCaseBody> {
  return {
    contactId,
    typeCode: values.typeCode,
    place: Place.parse({
      district: values.district,
      ...(values.village ? { village: values.village } : {}),
      ...(values.address ? { address: values.address } : {}),
      ...(values.landmark ? { landmark: values.landmark } : {}),
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
