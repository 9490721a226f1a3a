import type { App } from '@1999/platform';
import { registerAgency } from '../commands/register-agency.ts';
import { skill } from '../io/tables.ts';
import { agencyByCode } from '../queries/agencies.ts';
import { referenceAgencies } from './reference-agencies.ts';
import { referenceSkills } from './reference-skills.ts';

/**
 * Gives the city its skills and agencies. What is there already stays, so that a start cut short
 * can begin again.
 */
export async function seedReference(app: App): Promise<void> {
  const actor = { kind: 'system', id: 'seed' } as const;
  await app.db
    .insert(skill)
    .values([...referenceSkills])
    .onConflictDoNothing();
  for (const agency of referenceAgencies) {
    if (!(await agencyByCode(app.db, agency.code))) await registerAgency({ app, actor }, agency);
  }
}
