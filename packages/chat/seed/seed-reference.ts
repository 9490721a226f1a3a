import type { App } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** The type of the cases that ask for a call back; not one that citizens report by themselves. */
export const CALL_BACK_TYPE = 'callBack';
/** A call back has no place: it stands under the district of the city hall (苓雅區). */
export const CITY_HALL_DISTRICT = '64000080';

/** Adds the type to those that cases may have, after all others. */
export async function seedReference(app: App): Promise<void> {
  await app.db.execute(sql`
    insert into matter_type (code, name_zh, name_en, danger, agency_code, position)
    select ${CALL_BACK_TYPE}, '請求回電', 'Call back', false, 'rdec',
      coalesce(max(position), 0) + 1 from matter_type
    on conflict (code) do nothing`);
}
