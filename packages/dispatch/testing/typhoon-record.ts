import { appendFile, readFile, writeFile } from 'node:fs/promises';
import type { LoggedCall } from './timed-carrier.ts';

/** One order of the day: how many minutes after its beginning, and whose it is. */
export interface Arrival {
  readonly minute: number;
  readonly agency: string;
}

/** Taipei took 1,276 dispatch orders on the day after a typhoon in 2015, 358 of them trees. */
const DAY = { orders: 1276, trees: 358 };
const A_MINUTE = 13;
const OTHERS = ['water', 'environment', 'transport', 'public-works', 'taipower', 'office-sanmin'];

/**
 * A small day in the same share, at a pace no city has seen: trees to the maintenance office, the
 * rest dealt out in turn.
 */
export function pacedDay(orders: number): Arrival[] {
  const treesBy = (nth: number) =>
    Math.floor((nth * Math.round((orders * DAY.trees) / DAY.orders)) / orders);
  return Array.from({ length: orders }, (_, nth) => ({
    minute: Math.floor(nth / A_MINUTE),
    agency:
      treesBy(nth + 1) > treesBy(nth) ? 'pwb-maintenance' : (OTHERS[nth % OTHERS.length] ?? ''),
  }));
}

/** Words of the kinds of that day's orders, and whose such an order is here. */
const KINDS: readonly [words: RegExp, agency: string][] = [
  [/路樹|路燈/, 'pwb-maintenance'],
  [/垃圾|廢棄物|污染|噪音/, 'environment'],
  [/用戶無水|漏水|下水道/, 'water'],
  [/交通/, 'transport'],
  [/道路/, 'public-works'],
];

/**
 * The day as a city published it: CSV with the columns 派工項目 and 立案時間 (HHMMSS).
 * @throws when the file has other columns, or a kind nobody here is in charge of.
 */
export async function recordedDay(file: string): Promise<Arrival[]> {
  const [head = '', ...lines] = (await readFile(file, 'utf8'))
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = head.split(',');
  const [kindAt, timeAt] = [columns.indexOf('派工項目'), columns.indexOf('立案時間')];
  if (kindAt < 0 || timeAt < 0) throw new Error('the record lacks 派工項目 or 立案時間');
  const days = lines.filter(Boolean).map((line): Arrival => {
    // What lies before the kind has no commas; the place after it may have.
    const [kind = '', time = ''] = [
      line.split(',')[kindAt],
      line.split(',').at(timeAt - columns.length),
    ];
    const agency = KINDS.find(([words]) => words.test(kind))?.[1];
    if (!agency) throw new Error(`nobody is in charge of ${kind}`);
    return { minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(2, 4)), agency };
  });
  return days.sort((a, b) => a.minute - b.minute);
}

/** Writes every call of a drill, one a line, and what they come to. */
export async function writeCalls(file: string, calls: readonly LoggedCall[]): Promise<void> {
  await writeFile(file, 'telephone,from,until,orders\n');
  for (const { to, from, until, spoken } of calls) {
    await appendFile(file, `${to},${from},${until ?? ''},${spoken.length}\n`);
  }
}

/** The most calls that any telephone had in a quarter of an hour, and in all. */
export function busiest(calls: readonly LoggedCall[]): { quarter: number; day: number } {
  const byPhone = Map.groupBy(calls, ({ to }) => to);
  const most = (numbers: Iterable<number>) => Math.max(0, ...numbers);
  return {
    day: most([...byPhone.values()].map((own) => own.length)),
    quarter: most(
      [...byPhone.values()].flatMap((own) =>
        own.map(
          ({ from }) =>
            own.filter((one) => Math.abs(one.from.since(from).total('minutes')) < 7.5).length,
        ),
      ),
    ),
  };
}
