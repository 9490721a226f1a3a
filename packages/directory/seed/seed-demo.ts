import type { App, Caller } from '@1999/platform';
import type { z } from 'zod';
import { type CreateUser, createUser } from '../commands/create-user.ts';
import { registerDutyContact } from '../commands/register-duty-contact.ts';
import type { Agency } from '../contract.ts';
import { hashPassword } from '../io/passwords.ts';
import { agencies } from '../queries/agencies.ts';
import { rosterOf } from '../queries/duty-contacts.ts';
import { findByUsername } from '../queries/users.ts';
import {
  DEMO_PASSWORD,
  demoAgents,
  demoDutyPhone,
  demoOversightRoster,
  demoRoster,
} from './demo-people.ts';

/**
 * Gives the demo city its rosters and accounts, one for each agency. Who is there already stays, so
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
  let phones = 0;
  for (const [index, agency] of (await agencies(app.db)).entries()) {
    phones += await fillRoster(caller, agency, phones);
    const { id: agencyId, nameZh: name } = agency;
    await addUser({ username: `agency${index + 1}`, name, role: 'agency', agencyId });
  }
  for (const [index, agent] of demoAgents.entries()) {
    await addUser({ ...agent, username: `agent${index + 1}`, role: 'agent' });
  }
  await addUser({ username: 'supervisor1', name: '值班督導', role: 'supervisor' });
  await addUser({ username: 'admin1', name: '系統管理員', role: 'admin' });
}

/** Puts people on an agency's roster, their numbers after the first `phones`; returns how many. */
async function fillRoster(caller: Caller, agency: Agency, phones: number): Promise<number> {
  const places = agency.kind === 'oversight' ? [...demoRoster, ...demoOversightRoster] : demoRoster;
  const there = await rosterOf(caller.app.db, agency.id);
  for (const [index, place] of places.entries()) {
    const { level, position } = place;
    if (there.some((one) => one.level === level && one.position === position)) continue;
    const phone = demoDutyPhone(phones + index + 1);
    const agencyId = agency.id;
    await registerDutyContact(caller, { ...place, agencyId, name: '值班人員', phone });
  }
  return places.length;
}
