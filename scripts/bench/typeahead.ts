/** Places that make one title of a city's knowledge into many. */
const PLACES =
  '鳳山 三民 左營 楠梓 前鎮 苓雅 鼓山 小港 新興 前金 鹽埕 旗津 岡山 路竹 橋頭 大社 仁武 鳥松 大寮 林園 旗山 美濃'.split(
    ' ',
  );

/** What people type who do not switch to Chinese: whole syllables and first letters. */
const PINYIN = [
  'tingchefei',
  'tcf',
  'lajichejidianlai',
  'ljc',
  'ludengbuliang',
  'ld',
  'fangwushui',
  'fws',
  'shenfenzheng',
  'sfz',
  'changzhaoshenqing',
  'czfw',
  'dirushou',
  'zaoyin',
  'tuodiao',
  'youbike',
];

interface Title {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly similar: string[];
  readonly tags: string[];
}

/** `count` titles: each entry's question asked of one place after another. */
export function titlesOf(entries: readonly { question: string }[], count: number): Title[] {
  const titles = PLACES.flatMap((place) => entries.map(({ question }) => `${place}${question}`));
  if (titles.length < count) throw new Error(`only ${titles.length} titles of ${count}`);
  return titles
    .slice(0, count)
    .map((question, at) => ({ id: `${at}`, question, answer: '', similar: [], tags: [] }));
}

/** What stands in the box after each key: of every question its first eight, and of some pinyin. */
export function keystrokes(entries: readonly { question: string }[]): string[] {
  const upTo = (text: string, most: number) =>
    Array.from({ length: Math.min(most, text.length) }, (_, at) => text.slice(0, at + 1));
  return [
    ...entries.flatMap(({ question }) => upTo(question, 8)),
    ...PINYIN.flatMap((typed) => upTo(typed, 20)),
  ];
}
