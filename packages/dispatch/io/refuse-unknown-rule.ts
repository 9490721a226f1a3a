import { type Database, Invalid, type Tx } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { AmendPolicyBody } from '../contract.ts';

/**
 * A rule speaks of a type, a district and a calendar that exist.
 * @throws Invalid that names the field of the one that does not.
 */
export async function refuseUnknownRule(
  db: Database | Tx,
  {
    typeCode,
    districtCode,
    calendar,
  }: Pick<z.output<typeof AmendPolicyBody>, 'typeCode' | 'districtCode' | 'calendar'>,
): Promise<void> {
  const [known] = await db.execute<{ type: boolean; district: boolean; calendar: boolean }>(sql`
    select
      ${typeCode}::text is null or exists (
        select from matter_type where code = ${typeCode}) as type,
      ${districtCode}::text is null or exists (
        select from district where code = ${districtCode}) as district,
      ${calendar}::text = 'always' or exists (
        select from working_calendar where code = ${calendar}) as calendar`);
  if (!known?.type) throw new Invalid('type_unknown', 'No such type.', 'typeCode');
  if (!known.district) throw new Invalid('district_unknown', 'No such district.', 'districtCode');
  if (!known.calendar) throw new Invalid('calendar_unknown', 'No such calendar.', 'calendar');
}
