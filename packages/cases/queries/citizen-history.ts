import type { App, Reader } from '@1999/platform';
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { CaseBrief, CitizenHistory } from '../contract.ts';
import { caseFile, contact, contactCase, district, matter, matterType } from '../io/tables.ts';
import { citizenView } from './case-view.ts';

const LATEST = 20;

/** Who calls and what was before: the latest contacts and cases, the person masked. @throws NotFound. */
export async function citizenHistory(
  app: App,
  reader: Reader,
  citizenId: string,
): Promise<CitizenHistory> {
  const contacts = await reader
    .select()
    .from(contact)
    .where(eq(contact.citizenId, citizenId))
    .orderBy(desc(contact.openedAt), desc(contact.id))
    .limit(LATEST);
  return {
    citizen: await citizenView(app, reader, citizenId),
    contacts: contacts.map(({ id, channel, refType, refId, openedAt }) => ({
      id,
      channel,
      refType,
      refId,
      openedAt: openedAt.toString(),
    })),
    cases: await casesOfCitizen(reader, citizenId),
  };
}

/** A citizen's latest cases, newest first, each with its first matter's type and district. */
export function casesOfCitizen(reader: Reader, citizenId: string): Promise<CaseBrief[]> {
  return briefsWhere(reader, eq(caseFile.citizenId, citizenId));
}

/** The case of this number, or none. */
export function casesOfNumber(reader: Reader, number: string): Promise<CaseBrief[]> {
  return briefsWhere(reader, eq(caseFile.number, number));
}

/** The cases that were there before and this approach was about as well, newest first. */
export function casesLinkedTo(reader: Reader, contactId: string): Promise<CaseBrief[]> {
  const linked = reader
    .select({ id: contactCase.caseId })
    .from(contactCase)
    .where(eq(contactCase.contactId, contactId));
  return briefsWhere(reader, inArray(caseFile.id, linked));
}

async function briefsWhere(reader: Reader, which: SQL): Promise<CaseBrief[]> {
  const first = sql`${matter.id} = (select min(m.id::text)::uuid from matter m
    where m.case_id = ${caseFile.id})`;
  const rows = await reader
    .select({ file: caseFile, type: matterType, district })
    .from(caseFile)
    .innerJoin(matter, and(eq(matter.caseId, caseFile.id), first))
    .innerJoin(matterType, eq(matterType.code, matter.typeCode))
    .innerJoin(district, eq(district.code, matter.districtCode))
    .where(which)
    .orderBy(desc(caseFile.openedAt), desc(caseFile.id))
    .limit(LATEST);
  return rows.map(({ file, type, district: where }) => ({
    id: file.id,
    number: file.number,
    state: file.state,
    typeCode: type.code,
    typeZh: type.nameZh,
    typeEn: type.nameEn,
    districtZh: where.nameZh,
    districtEn: where.nameEn,
    openedAt: file.openedAt.toString(),
    closedAt: file.closedAt?.toString() ?? null,
    satisfaction: file.satisfaction,
  }));
}
