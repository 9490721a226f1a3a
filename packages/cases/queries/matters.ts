import type { App, Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { MatterView } from '../contract.ts';
import { caseFile, district, matter, matterType } from '../io/tables.ts';

/** The matters of a case in the clear, for those who may read the case. */
export function mattersOf(app: App, reader: Reader, caseId: string): Promise<MatterView[]> {
  return read(app, reader, eq(matter.caseId, caseId));
}

/** One matter in the clear, for words composed at the moment they are sent; null when absent. */
export async function matterById(
  app: App,
  reader: Reader,
  matterId: string,
): Promise<MatterView | null> {
  const [found] = await read(app, reader, eq(matter.id, matterId));
  return found ?? null;
}

async function read(app: App, reader: Reader, which: ReturnType<typeof eq>) {
  const rows = await reader
    .select({ matter, type: matterType, district, citizenId: caseFile.citizenId })
    .from(matter)
    .innerJoin(caseFile, eq(caseFile.id, matter.caseId))
    .innerJoin(matterType, eq(matterType.code, matter.typeCode))
    .innerJoin(district, eq(district.code, matter.districtCode))
    .where(which)
    .orderBy(asc(matter.openedAt), asc(matter.id));
  const views: MatterView[] = [];
  for (const row of rows) {
    const open = (sealed: Buffer | null) =>
      sealed ? app.vault.unseal(reader, row.citizenId, sealed) : null;
    const place = parse(await open(row.matter.placeSealed));
    views.push({
      id: row.matter.id,
      typeCode: row.type.code,
      typeZh: row.type.nameZh,
      typeEn: row.type.nameEn,
      danger: row.type.danger,
      agencyCode: row.type.agencyCode,
      district: row.district.code,
      districtZh: row.district.nameZh,
      districtEn: row.district.nameEn,
      village: row.matter.village,
      lat: row.matter.lat,
      lng: row.matter.lng,
      address: place?.address ?? null,
      landmark: place?.landmark ?? null,
      description: await open(row.matter.descriptionSealed),
      answers: parse(await open(row.matter.answersSealed)),
    });
  }
  return views;
}

function parse(json: string | null) {
  return json === null ? null : JSON.parse(json);
}
