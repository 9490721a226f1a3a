import type { Place } from './city-map.ts';
import { type District, districts } from './districts.ts';
import { fromTwd97 } from './twd97.ts';

/** What somebody typed to say where, as far as it can be understood without asking anybody. */
export type TypedPlace =
  | { readonly kind: 'point'; readonly system: 'WGS84' | 'TWD97'; readonly point: Place }
  /** The address without city and district, as it is written on the form. */
  | {
      readonly kind: 'address';
      readonly district: District;
      readonly village: string | null;
      readonly rest: string;
    }
  | { readonly kind: 'words'; readonly words: string };

/** Taiwan and its sea lie within these. */
const isTaiwan = ({ lat, lng }: Place) => lat >= 20 && lat <= 27 && lng >= 116 && lng <= 123;

/**
 * Reads a place as it is typed: two numbers are coordinates, WGS 84 in either order or TWD97 in
 * metres (a citizen reads them off a phone or a sign); a district's name begins an address; all
 * else is words, such as a pole's number or a landmark.
 */
export function readPlace(typed: string): TypedPlace {
  const words = typed.normalize('NFKC').trim().replaceAll('臺', '台');
  const point = pointOf(words);
  if (point) return point;
  const rest = words.replace(/^\d{3,6}\s*/, '').replace(/^(台灣)?高雄市/, '');
  const district = districts.find(({ zh }) => rest.startsWith(zh));
  if (!district) return { kind: 'words', words };
  const after = rest.slice(district.zh.length).trim();
  const village = /^(\p{Script=Han}{1,4}?里)(?!\s*\d*號)/u.exec(after)?.[1] ?? null;
  return {
    kind: 'address',
    district,
    village,
    rest: village ? after.slice(village.length).trim() : after,
  };
}

function pointOf(words: string): TypedPlace | undefined {
  const pair = /^[^\d-]*(-?\d+(?:\.\d+)?)[^\d.-]+(-?\d+(?:\.\d+)?)\D*$/u.exec(words);
  if (!pair) return undefined;
  const [a, b] = [Number(pair[1]), Number(pair[2])];
  for (const point of [
    { lat: a, lng: b },
    { lat: b, lng: a },
  ]) {
    if (isTaiwan(point)) return { kind: 'point', system: 'WGS84', point };
  }
  // East has six digits before the point and north seven, so their order tells itself.
  const [east, north] = a < b ? [a, b] : [b, a];
  const point = fromTwd97({ east, north });
  return isTaiwan(point) ? { kind: 'point', system: 'TWD97', point } : undefined;
}
