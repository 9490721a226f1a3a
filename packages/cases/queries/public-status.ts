import { agencies } from '@1999/directory';
import { NotFound, type Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { PublicStatus } from '../contract.ts';
import { publicStep } from '../domain/public-steps.ts';
import { caseFile, district, matter, matterType } from '../io/tables.ts';
import { caseHistory } from './case-history.ts';

/** What a citizen may know of the case: how far it is and with whom. @throws NotFound. */
export async function publicStatus(reader: Reader, caseId: string): Promise<PublicStatus> {
  const [row] = await reader
    .select({ file: caseFile, type: matterType, district })
    .from(caseFile)
    .innerJoin(matter, eq(matter.caseId, caseFile.id))
    .innerJoin(matterType, eq(matterType.code, matter.typeCode))
    .innerJoin(district, eq(district.code, matter.districtCode))
    .where(eq(caseFile.id, caseId))
    .orderBy(asc(matter.id))
    .limit(1);
  if (!row) throw new NotFound();
  return {
    caseId,
    number: row.file.number,
    state: row.file.state,
    typeZh: row.type.nameZh,
    typeEn: row.type.nameEn,
    danger: row.type.danger,
    districtZh: row.district.nameZh,
    districtEn: row.district.nameEn,
    openedAt: row.file.openedAt.toString(),
    closedAt: row.file.closedAt?.toString() ?? null,
    steps: await publicSteps(reader, caseId),
  };
}

async function publicSteps(reader: Reader, caseId: string): Promise<PublicStatus['steps']> {
  const byId = new Map((await agencies(reader)).map((agency) => [agency.id, agency]));
  return (await caseHistory(reader, caseId)).flatMap(({ type, payload, at }) => {
    const step = publicStep(type);
    if (!step) return [];
    const agency = byId.get(String(payload.agencyId));
    return [{ step, at, agencyZh: agency?.nameZh ?? null, agencyEn: agency?.nameEn ?? null }];
  });
}
