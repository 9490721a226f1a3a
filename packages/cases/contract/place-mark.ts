import { text } from '@1999/platform/contract';
import { z } from 'zod';
import { DistrictCode } from './matter.ts';

/** What marks a place in the street: a numbered pole, a signal, or something everybody knows. */
export const PlaceMarkKind = z.enum(['lightPole', 'signal', 'landmark']);
export type PlaceMarkKind = z.infer<typeof PlaceMarkKind>;

const place = {
  kind: PlaceMarkKind,
  /** The number on the pole, or the landmark's name. */
  code: text(60),
  district: DistrictCode,
  lat: z.number().min(20).max(27),
  lng: z.number().min(116).max(123),
};

export const PlaceMarkInput = z.strictObject({
  ...place,
  words: text(120).optional(),
  /** Whose register it is from. */
  source: text(120),
});
/** `PUT /api/place-marks`: adds them, or moves those that are there already. */
export const ImportPlaceMarks = z.strictObject({ marks: z.array(PlaceMarkInput).min(1).max(1000) });

export const PlaceMark = z.object({ ...place, words: z.string().nullable() });
export type PlaceMark = z.infer<typeof PlaceMark>;

/** `GET /api/place-marks?q=`: those whose number or name begins so, or holds it. */
export const PlaceMarkQuery = z.strictObject({ q: text(60) });
