import type { App, Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { Colleague } from '../contract/agency-fields.ts';

/** The people with an account in an agency, by name. */
export async function colleagues(app: App, agencyId: string): Promise<Colleague[]> {
  return [
    ...(await app.db.execute<Colleague & Record<string, unknown>>(sql`
      select id, display_name as name from app_user
      where agency_id = ${agencyId} and role = 'agency' and disabled_at is null
      order by display_name, id`)),
  ];
}

/** Whether the account is there and in use. */
export async function activeColleague(reader: Reader, userId: string): Promise<boolean> {
  const found = await reader.execute(sql`
    select 1 from app_user where id = ${userId} and role = 'agency' and disabled_at is null`);
  return found.length > 0;
}
