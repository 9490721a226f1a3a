import type { App, Caller } from '@1999/platform';
import { createUser } from '../commands/create-user.ts';
import { registerAgency } from '../commands/register-agency.ts';
import { registerDutyContact } from '../commands/register-duty-contact.ts';
import type { SkillCode } from '../contract.ts';
import { hashPassword } from '../io/passwords.ts';
import { skill } from '../io/tables.ts';
import { demoAgencies } from './demo-agencies.ts';
import {
  DEMO_PASSWORD,
  demoAgents,
  demoDutyPhone,
  demoOversightRoster,
  demoRoster,
  demoSkills,
} from './demo-people.ts';

/** Gives the demo city its skills, agencies, rosters and accounts. */
export async function seedDemo(app: App): Promise<void> {
  const caller: Caller = { app, actor: { kind: 'system', id: 'seed' } };
  // One hash for all of them: the password is printed at start-up anyway.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await app.db.insert(skill).values([...demoSkills]);
  let phones = 0;
  for (const [index, agency] of demoAgencies.entries()) {
    const { agencyId } = await registerAgency(caller, agency);
    const roster =
      agency.kind === 'oversight' ? [...demoRoster, ...demoOversightRoster] : demoRoster;
    for (const place of roster) {
      phones += 1;
      const phone = demoDutyPhone(phones);
      await registerDutyContact(caller, { ...place, agencyId, name: '值班人員', phone });
    }
    await addUser(caller, passwordHash, {
      username: `agency${index + 1}`,
      name: agency.nameZh,
      role: 'agency',
      agencyId,
    });
  }
  for (const [index, { name, skills }] of demoAgents.entries()) {
    await addUser(caller, passwordHash, {
      username: `agent${index + 1}`,
      name,
      role: 'agent',
      skills,
    });
  }
  await addUser(caller, passwordHash, {
    username: 'supervisor1',
    name: '值班督導',
    role: 'supervisor',
  });
  await addUser(caller, passwordHash, { username: 'admin1', name: '系統管理員', role: 'admin' });
}

async function addUser(
  caller: Caller,
  passwordHash: string,
  user: {
    username: string;
    name: string;
    role: 'agent' | 'supervisor' | 'agency' | 'admin';
    agencyId?: string;
    skills?: SkillCode[];
  },
): Promise<void> {
  await createUser(caller, { ...user, passwordHash, demo: true });
}
