import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { District, MatterType } from '../contract.ts';
import { district, matterType } from '../io/tables.ts';

const typeColumns = {
  code: matterType.code,
  nameZh: matterType.nameZh,
  nameEn: matterType.nameEn,
  danger: matterType.danger,
  agencyCode: matterType.agencyCode,
  questions: matterType.questions,
};

/** The types in use, in the order the console shows them. */
export function matterTypes(reader: Reader): Promise<MatterType[]> {
  return reader
    .select(typeColumns)
    .from(matterType)
    .where(eq(matterType.active, true))
    .orderBy(asc(matterType.position));
}

/** The type, in use or not; null when there is none. */
export async function matterTypeByCode(reader: Reader, code: string): Promise<MatterType | null> {
  const [found] = await reader
    .select(typeColumns)
    .from(matterType)
    .where(eq(matterType.code, code));
  return found ?? null;
}

/** The districts, by their official codes. */
export function districts(reader: Reader): Promise<District[]> {
  return reader.select().from(district).orderBy(asc(district.code));
}
