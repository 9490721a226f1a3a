import type { App, Reader } from '@1999/platform';
import { and, asc, eq } from 'drizzle-orm';
import type { DutyContact, DutyLevel } from '../contract.ts';
import { onDuty } from '../domain/duty-hours.ts';
import { agency, dutyContact } from '../io/tables.ts';

/**
 * Whom to ring at a level, in the roster's order: those on duty at `at`. The `rdec` level is the
 * overseeing commission's own roster, whichever agency it is about.
 */
export async function dutyContacts(
  reader: Reader,
  wanted: {
    readonly agencyId: string;
    readonly level: DutyLevel;
    readonly at: Temporal.Instant;
  },
): Promise<DutyContact[]> {
  const whose =
    wanted.level === 'rdec' ? eq(agency.kind, 'oversight') : eq(agency.id, wanted.agencyId);
  const rows = await reader
    .select({ contact: dutyContact })
    .from(dutyContact)
    .innerJoin(agency, eq(agency.id, dutyContact.agencyId))
    .where(and(whose, eq(dutyContact.level, wanted.level), eq(dutyContact.active, true)))
    .orderBy(asc(dutyContact.position), asc(dutyContact.id));
  return rows
    .map((row) => row.contact)
    .filter(({ dutyFrom: from, dutyTo: to, weekdays }) => onDuty({ from, to, weekdays }, wanted.at))
    .map(toDutyContact);
}

/** An agency's whole roster, from the unit upwards, on duty or not. */
export async function rosterOf(reader: Reader, agencyId: string): Promise<DutyContact[]> {
  const rows = await reader
    .select()
    .from(dutyContact)
    .where(and(eq(dutyContact.agencyId, agencyId), eq(dutyContact.active, true)))
    .orderBy(asc(dutyContact.position), asc(dutyContact.id));
  const rank: DutyLevel[] = ['unit', 'chief', 'bureau', 'rdec'];
  return rows.map(toDutyContact).sort((a, b) => rank.indexOf(a.level) - rank.indexOf(b.level));
}

/** The number to ring (E.164), for a machine about to ring it; null when there is none any more. */
export async function dutyContactPhone(
  app: App,
  reader: Reader,
  contactId: string,
): Promise<string | null> {
  const [row] = await reader.select().from(dutyContact).where(eq(dutyContact.id, contactId));
  return row ? app.vault.unseal(reader, row.personId, row.phoneSealed) : null;
}

function toDutyContact(row: typeof dutyContact.$inferSelect): DutyContact {
  const { id, agencyId, level, position, titleZh, titleEn } = row;
  return { id, agencyId, level, position, titleZh, titleEn };
}
