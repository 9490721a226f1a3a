import type { App, Caller } from '@1999/platform';
import type { z } from 'zod';
import { type CreateUser, createUser } from '../commands/create-user.ts';
import { registerDutyContact } from '../commands/register-duty-contact.ts';
import type { Agency, DutyLevel } from '../contract.ts';
import { hashPassword } from '../io/passwords.ts';
import { agencyByCode } from '../queries/agencies.ts';
import { rosterOf } from '../queries/duty-contacts.ts';
import { findByUsername } from '../queries/users.ts';
import { demoDutyPhones } from './demo-duty-phones.ts';
import { DEMO_PASSWORD, demoAgents } from './demo-people.ts';
import { referenceAgencies } from './reference-agencies.ts';

/**
 * Gives the demo city its rosters and accounts, one for each agency and a crew for the first. Who is there already stays, so
 * that a start cut short can begin again.
 */
export async function seedDemo(app: App): Promise<void> {
  const caller: Caller = { app, actor: { kind: 'system', id: 'seed' } };
  // One hash for all of them: the password is printed at start-up anyway.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const addUser = async (user: Omit<z.input<typeof CreateUser>, 'passwordHash' | 'demo'>) => {
    if (await findByUsername(app.db, user.username)) return;
    await createUser(caller, { ...user, passwordHash, demo: true });
  };
  for (const [index, { code, nameZh: name }] of referenceAgencies.entries()) {
    const agency = await agencyByCode(app.db, code);
    if (!agency) throw new Error(`the demo city lacks its agency ${code}`);
    await fillRoster(caller, agency);
    const crew = { role: 'agency', agencyId: agency.id } as const;
    await addUser({ username: `agency${index + 1}`, name, ...crew });
    // Two of one agency, so that an order can be handed to a colleague.
    if (index === 0) await addUser({ username: 'crew1', name: '外勤班', ...crew });
  }
  for (const [index, agent] of demoAgents.entries()) {
    await addUser({ ...agent, username: `agent${index + 1}`, role: 'agent' });
  }
  await addUser({ username: 'supervisor1', name: '值班督導', role: 'supervisor' });
  await addUser({ username: 'inspector1', name: '全民督工查驗員', role: 'inspector' });
  await addUser({ username: 'admin1', name: '系統管理員', role: 'admin' });
}

/** Puts people on an agency's roster, on every place that is free. */
async function fillRoster(caller: Caller, { id: agencyId, code }: Agency): Promise<void> {
  const there = await rosterOf(caller.app.db, agencyId);
  const isTaken = ({ level, position }: { level: DutyLevel; position: number }) =>
    there.some((one) => one.level === level && one.position === position);
  for (const { agencyCode, place, number: phone } of demoDutyPhones) {
    if (agencyCode !== code || isTaken(place)) continue;
    await registerDutyContact(caller, { ...place, agencyId, name: '值班人員', phone });
  }
}
