import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** `relay`: a call held in writing, by who cannot speak. */
export const ContactChannel = z.enum([
  'phone',
  'webcall',
  'web',
  'relay',
  'counter',
  'letter',
  'fax',
]);
export type ContactChannel = z.infer<typeof ContactChannel>;

/** A person, masked: 王○明, 09**-***-678. All null once erased. */
export const CitizenView = z.strictObject({
  id: Id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
});
export type CitizenView = z.infer<typeof CitizenView>;

/** What an agent notes of the caller. Absent stays, null clears. */
export const DescribeCitizenBody = z.strictObject({
  name: text(60).nullable().optional(),
  phone: text(30).nullable().optional(),
  email: z.email().max(200).nullable().optional(),
  address: text(200).nullable().optional(),
});

export const OpenContactBody = z.strictObject({
  channel: ContactChannel,
  /** Absent: somebody new, such as a person at the counter or the writer of a letter. */
  citizenId: Id.optional(),
  refType: z
    .string()
    .regex(/^[a-z][a-zA-Z]{1,39}$/)
    .optional(),
  refId: Id.optional(),
});

/** A case in a line, told by its first matter. */
export const CaseBrief = z.strictObject({
  id: Id,
  number: z.string(),
  state: z.enum(['open', 'closed']),
  typeCode: z.string(),
  typeZh: z.string(),
  typeEn: z.string(),
  districtZh: z.string(),
  districtEn: z.string(),
  openedAt: InstantText,
  closedAt: InstantText.nullable(),
  satisfaction: z.number().int().nullable(),
});
export type CaseBrief = z.infer<typeof CaseBrief>;

/** What the console shows while the telephone rings: who, and what was before. */
export const CitizenHistory = z.strictObject({
  citizen: CitizenView,
  contacts: z.array(
    z.strictObject({
      id: Id,
      channel: ContactChannel,
      refType: z.string().nullable(),
      refId: Id.nullable(),
      openedAt: InstantText,
    }),
  ),
  cases: z.array(CaseBrief),
});
export type CitizenHistory = z.infer<typeof CitizenHistory>;
