import type { IncidentRow } from '../contract.ts';

type Told = Pick<IncidentRow, 'typeZh' | 'typeEn' | 'districtZh' | 'districtEn' | 'reporters'> & {
  readonly caseNumber: string;
  readonly page: string;
};

/** What a reporter reads when the incident is over: theirs, that others told of it too, and where. */
export function incidentWords(told: Told, locale: string): string {
  const { reporters, caseNumber, page } = told;
  if (locale === 'en') {
    const shared = reporters > 1 ? ` ${reporters} people reported it. Thank you.` : '';
    return `1999: what you reported (${told.typeEn}, ${told.districtEn}, case ${caseNumber}) is closed.${shared} ${page}`;
  }
  const shared = reporters > 1 ? `，共 ${reporters} 位市民通報，感謝您` : '，感謝您';
  return `1999市民專線：您通報的${told.districtZh}${told.typeZh}（案件 ${caseNumber}）已全部結案${shared}。進度查詢 ${page}`;
}
