import type { Counts } from './ledger.ts';

/** One line of the comparison. */
export interface Line {
  readonly name: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly equal: boolean;
}

const names: Record<keyof Counts, string> = {
  callsPlaced: '撥入電話 calls placed',
  callsAnswered: '接聽 answered',
  callsAbandoned: '未接通即掛斷 abandoned',
  casesOpened: '立案 cases opened',
  ordersIssued: '派工 orders issued',
  acknowledgedByApp: '系統受理 acknowledged by app',
  acknowledgedByVoice: '電話受理 acknowledged by voice',
  ordersClosed: '結案 orders closed',
  surveysAnswered: '滿意度回覆 surveys answered',
  surveyAverage: '平均分數 average score',
};

/** The simulator's ledger beside the system's counts, line by line. */
export function reconcile(ours: Counts, theirs: Counts): Line[] {
  return (Object.keys(names) as (keyof Counts)[]).map((key) => ({
    name: names[key],
    ours: ours[key],
    theirs: theirs[key],
    equal: ours[key] === theirs[key],
  }));
}

/** The comparison as a table for the terminal, a mark on each line. */
export function table(lines: readonly Line[]): string {
  const rows = [
    ['', '帳本 ledger', '系統 system', ''],
    ...lines.map((line) => [
      line.name,
      shown(line.ours),
      shown(line.theirs),
      line.equal ? '✓' : '✗',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => columns(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const room = ' '.repeat((widths[column] ?? 0) - columns(cell));
          return column === 0 ? cell + room : room + cell;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shown(value: number | null): string {
  return value === null ? '–' : String(value);
}

/** A Chinese character takes two columns of a terminal. */
function columns(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);
}
