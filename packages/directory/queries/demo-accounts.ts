import type { App } from '@1999/platform';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { DemoAnswer } from '../contract.ts';
import { agency, appUser } from '../io/tables.ts';
import { DEMO_PASSWORD } from '../seed/demo-people.ts';

/** The accounts to try the demo city with; none outside demo mode. */
export async function demoAccounts(app: App): Promise<DemoAnswer> {
  if (!app.config.demo) return { demo: false, accounts: [] };
  const rows = await app.db
    .select({
      username: appUser.username,
      role: appUser.role,
      name: appUser.displayName,
      agencyCode: agency.code,
    })
    .from(appUser)
    .leftJoin(agency, eq(agency.id, appUser.agencyId))
    .where(and(eq(appUser.demo, true), isNull(appUser.disabledAt)))
    .orderBy(asc(appUser.id));
  return { demo: true, accounts: rows.map((row) => ({ ...row, password: DEMO_PASSWORD })) };
}
