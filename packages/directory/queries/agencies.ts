import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { Agency, Skill } from '../contract.ts';
import { agency, skill } from '../io/tables.ts';

const columns = {
  id: agency.id,
  code: agency.code,
  nameZh: agency.nameZh,
  nameEn: agency.nameEn,
  kind: agency.kind,
  active: agency.active,
};

/** Every agency, in the order they were entered. */
export function agencies(reader: Reader): Promise<Agency[]> {
  return reader.select(columns).from(agency).orderBy(asc(agency.id));
}

/** The agency, or null. */
export async function agencyById(reader: Reader, id: string): Promise<Agency | null> {
  const [found] = await reader.select(columns).from(agency).where(eq(agency.id, id));
  return found ?? null;
}

/** The agency with this code, or null. */
export async function agencyByCode(reader: Reader, code: string): Promise<Agency | null> {
  const [found] = await reader.select(columns).from(agency).where(eq(agency.code, code));
  return found ?? null;
}

/** Every skill agents may have: topics, then languages. */
export function skills(reader: Reader): Promise<Skill[]> {
  return reader.select().from(skill).orderBy(asc(skill.kind), asc(skill.code)) as Promise<Skill[]>;
}
