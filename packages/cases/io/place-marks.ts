import { doublePrecision, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { PlaceMarkKind } from '../contract.ts';

/** Poles, signals and landmarks with their places. */
export const placeMark = pgTable('place_mark', {
  id: uuid().primaryKey(),
  kind: text().$type<PlaceMarkKind>().notNull(),
  code: text().notNull(),
  searchCode: text('search_code').notNull(),
  words: text(),
  districtCode: text('district_code').notNull(),
  lat: doublePrecision().notNull(),
  lng: doublePrecision().notNull(),
  source: text().notNull(),
});

/** As a number or name is searched: one width, one case, 臺 as 台, without blanks and hyphens. */
export function searchCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('臺', '台')
    .replace(/[\s\-－‐–—_.]/g, '');
}
