import type { Need } from './need.ts';
import { pointIn, type Reference } from './need.ts';
import { seededRandom, stableHash } from './random.ts';

/** One line of a city's dispatch records. */
export interface DispatchRecord {
  readonly caseNumber: string;
  readonly item: string;
  readonly address: string;
  /** Since midnight of the first record's day, in milliseconds. */
  readonly atMs: number;
}

/** Taipei's dispatch items of 2015 in our matter types. */
const typeOf: Readonly<Record<string, string>> = {
  路樹處理: 'fallenTree',
  鄰里無主垃圾清運: 'littering',
  大型廢棄物清運聯繫: 'littering',
  路燈故障或設施損壞: 'streetLight',
  '用戶無水、漏水報修': 'waterLeak',
  交通號誌異常: 'signalFault',
  交通號誌電纜線垂落及設施損壞: 'signalFault',
  污染舉發: 'airPollution',
  場所與設施噪音舉發: 'noise',
  '交通標誌及設施物損壞(含汙損)、傾斜': 'signsMarkings',
  雨水下水道側溝清淤: 'sideDitch',
  道路掏空: 'pothole',
};
/** For an item the table lacks: the first of these words in it names the closest type. */
const closest: readonly (readonly [RegExp, string])[] = [
  [/路樹|樹/, 'fallenTree'],
  [/積水|淹水/, 'flooding'],
  [/側溝|水溝|下水道/, 'sideDitch'],
  [/漏水|無水|自來水/, 'waterLeak'],
  [/路燈/, 'streetLight'],
  [/號誌/, 'signalFault'],
  [/標誌|標線/, 'signsMarkings'],
  [/坑洞|掏空|路面/, 'pothole'],
  [/人行道/, 'pavement'],
  [/停車/, 'illegalParking'],
  [/停電|電線/, 'powerCut'],
  [/瓦斯/, 'gasLeak'],
  [/噪音/, 'noise'],
  [/空污|污染|異味/, 'airPollution'],
  [/垃圾|廢棄物|髒亂/, 'littering'],
  [/犬|狗/, 'strayDog'],
];

export interface MatchedType {
  readonly typeCode: string;
  /** The table lacks the item, and a word in it decided. */
  readonly guessed: boolean;
}

/** Our type for a dispatch item; null when nothing comes near it. */
export function matchType(item: string): MatchedType | null {
  const exact = typeOf[item];
  if (exact) return { typeCode: exact, guessed: false };
  const near = closest.find(([word]) => word.test(item));
  return near ? { typeCode: near[1], guessed: true } : null;
}

const DAY_MS = 86_400_000;

/**
 * The records in the order of their time, from rows with the columns 案件編號, 派工項目, 案件地址,
 * 立案日期 (YYYYMMDD) and 立案時間 (HHMMSS). @throws RangeError naming the row that has no time.
 */
export function readRecords(rows: readonly Record<string, string>[]): DispatchRecord[] {
  const timed = rows.map((row, index) => {
    const day = /^(\d{4})(\d{2})(\d{2})$/.exec(row.立案日期 ?? '');
    const time = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec((row.立案時間 ?? '').padStart(6, '0'));
    if (!day || !time) throw new RangeError(`record ${index + 1} has no date and time of its own`);
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number];
    const [h, m, s] = time.slice(1).map(Number) as [number, number, number];
    return {
      caseNumber: row.案件編號 ?? '',
      item: (row.派工項目 ?? '').trim(),
      address: row.案件地址 ?? '',
      atMs: Date.UTC(year, month - 1, date) + ((h * 60 + m) * 60 + s) * 1000,
    };
  });
  timed.sort((a, b) => a.atMs - b.atMs);
  const midnight = Math.floor((timed[0]?.atMs ?? 0) / DAY_MS) * DAY_MS;
  return timed.map((record) => ({ ...record, atMs: record.atMs - midnight }));
}

/**
 * What the record's citizen would have reported here: its place lies in a district of ours that
 * its number decides, so that every replay has the same map. The words of the address are kept,
 * without the foreign district.
 */
export function needOf(record: DispatchRecord, typeCode: string, reference: Reference): Need {
  const random = seededRandom(stableHash(record.caseNumber));
  const district = random.pick(reference.districts);
  const address = record.address
    .replace(/^\p{Script=Han}{1,2}區/u, '')
    .replaceAll('~', '')
    .trim();
  return {
    typeCode,
    place: { ...pointIn(random, district), ...(address ? { address: address.slice(0, 200) } : {}) },
    description: `${record.item}：${address || '地點如案'}`,
    answers: {},
  };
}
