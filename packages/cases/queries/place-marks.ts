import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { PlaceMark } from '../contract.ts';
import { placeMark, searchCode } from '../io/place-marks.ts';

const MOST = 12;

/** Marks whose number or name begins with what was typed, then those that hold it. */
export async function findPlaceMarks(reader: Reader, typed: string): Promise<PlaceMark[]> {
  const wanted = searchCode(typed);
  if (wanted === '') return [];
  const like = wanted.replace(/[\\%_]/g, '\\$&');
  const rows = await reader
    .select()
    .from(placeMark)
    .where(sql`${placeMark.searchCode} like ${`%${like}%`}`)
    .orderBy(
      sql`${placeMark.searchCode} not like ${`${like}%`}`,
      sql`length(${placeMark.searchCode})`,
      placeMark.searchCode,
    )
    .limit(MOST);
  return rows.map(({ kind, code, words, districtCode, lat, lng }) => ({
    kind,
    code,
    words,
    district: districtCode,
    lat,
    lng,
  }));
}
