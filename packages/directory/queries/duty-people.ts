import { type App, mask } from '@1999/platform';
import { and, asc, eq } from 'drizzle-orm';
import { DutyLevel, type DutyPerson } from '../contract.ts';
import { onDuty } from '../domain/duty-hours.ts';
import { dutyContact } from '../io/tables.ts';

/** An agency's roster with its people, from the unit upwards; numbers masked. */
export async function dutyPeopleOf(app: App, agencyId: string): Promise<DutyPerson[]> {
  const rows = await app.db
    .select()
    .from(dutyContact)
    .where(and(eq(dutyContact.agencyId, agencyId), eq(dutyContact.active, true)))
    .orderBy(asc(dutyContact.position), asc(dutyContact.id));
  const rank = DutyLevel.options;
  const people = await Promise.all(rows.map((row) => toPerson(app, row)));
  return people.toSorted((a, b) => rank.indexOf(a.level) - rank.indexOf(b.level));
}

async function toPerson(app: App, row: typeof dutyContact.$inferSelect): Promise<DutyPerson> {
  const { id, agencyId, level, position, titleZh, titleEn, weekdays } = row;
  const { dutyFrom: from, dutyTo: to } = row;
  const clear = (sealed: Buffer) => app.vault.unseal(app.db, row.personId, sealed);
  const [name, phone] = await Promise.all([clear(row.nameSealed), clear(row.phoneSealed)]);
  return {
    id,
    agencyId,
    level,
    position,
    titleZh,
    titleEn,
    name,
    phone: phone && mask.phone(phone),
    hours: from && to ? { from: from.slice(0, 5), to: to.slice(0, 5) } : null,
    weekdays,
    onDutyNow: onDuty({ from, to, weekdays }, app.clock.now()),
  };
}
