import { text } from '@1999/platform/contract';
import { z } from 'zod';

/** One of the 38 districts, by the Ministry of the Interior's code, such as 64000080. */
export const DistrictCode = z.string().regex(/^\d{8}$/, 'eight digits, see /api/districts');

export const District = z.strictObject({
  code: DistrictCode,
  nameZh: z.string(),
  nameEn: z.string(),
  lat: z.number(),
  lng: z.number(),
});
export type District = z.infer<typeof District>;

/** Where it is: the district always, a point on the map or words when known. WGS 84. */
export const Place = z
  .strictObject({
    district: DistrictCode,
    village: text(40).optional(),
    address: text(200).optional(),
    landmark: text(200).optional(),
    /** Taiwan lies between these, so that an exchanged pair is noticed. */
    lat: z.number().min(20).max(27).optional(),
    lng: z.number().min(116).max(123).optional(),
  })
  .refine((place) => (place.lat === undefined) === (place.lng === undefined), {
    message: 'lat and lng go together',
    path: ['lat'],
  });
export type Place = z.infer<typeof Place>;

const Words = { zh: z.string(), en: z.string() };

/** A question that one type of matter asks; its answer is kept under `code`. */
export const MatterQuestion = z.strictObject({
  code: z.string(),
  ...Words,
  kind: z.enum(['text', 'yesNo', 'choice']),
  options: z.array(z.strictObject({ code: z.string(), ...Words })).optional(),
});
export type MatterQuestion = z.infer<typeof MatterQuestion>;

/** Question code → what was said: text, yes or no, or an option's code. */
export const MatterAnswers = z.record(z.string().max(40), z.union([z.boolean(), text(200)]));
export type MatterAnswers = z.infer<typeof MatterAnswers>;

export const MatterType = z.strictObject({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  danger: z.boolean(),
  /** Who answers for it unless the agent chooses another. */
  agencyCode: z.string(),
  questions: z.array(MatterQuestion),
});
export type MatterType = z.infer<typeof MatterType>;
