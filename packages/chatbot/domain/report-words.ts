import { type Dialogue, type DraftFacts, missingIn } from './dialogue.ts';

/** Everyday words for each type of matter that is reported, most telling first. */
const TYPE_WORDS: readonly (readonly [code: string, words: RegExp])[] = [
  ['gasLeak', /瓦斯|煤氣|天然氣|gas leak/iu],
  ['powerCut', /停電|跳電|沒電|power (?:cut|out)|blackout/iu],
  ['signalTiming', /秒數|秒差|綠燈.{0,4}(?:太短|太長)|紅燈.{0,4}(?:太久|太長)|signal timing/iu],
  ['signalFault', /紅綠燈|號誌|閃黃燈|traffic (?:light|signal)/iu],
  ['streetLight', /路燈|街燈|燈桿|暗巷|street ?light|lamp ?post|street lamp/iu],
  ['fallenTree', /樹.{0,6}(?:倒|斷|斜|掉|枯)|倒樹|路樹|樹枝|tree/iu],
  ['manhole', /人孔|manhole/iu],
  ['ductCover', /寬頻孔|孔蓋|電信箱|duct cover/iu],
  ['drainCover', /水溝蓋|溝蓋|格柵蓋|drain cover|grate/iu],
  ['sewer', /污水|汙水|化糞|sewer|sewage/iu],
  ['flooding', /淹水|積水|flood/iu],
  ['sideDitch', /側溝|水溝|排水溝|ditch|drain|gutter/iu],
  ['pavement', /人行道|地磚|無障礙坡道|pavement|sidewalk/iu],
  ['waterLeak', /漏水|水管.{0,4}(?:破|爆)|water (?:leak|pipe)/iu],
  [
    'illegalParking',
    /違停|違規停車|亂停|紅線停|並排停|擋(?:到|住)?(?:車庫|出入口)|illegal(?:ly)? park|parked on|double park/iu,
  ],
  ['obstruction', /佔用|占用|霸佔|騎樓|擋路|障礙物|路霸|obstruct|blocking the (?:road|way)/iu],
  ['worksSite', /施工|工地|挖路|construction|works? site/iu],
  ['noise', /噪音|很吵|太吵|吵死|大聲|noise|noisy|loud/iu],
  [
    'airPollution',
    /空污|空汙|臭味|油煙|黑煙|燒(?:垃圾|稻草|東西)|異味|揚塵|air pollution|smell|smoke/iu,
  ],
  ['littering', /垃圾|髒亂|棄置|亂丟|廢棄物|雜草|狗便|大便|litter|garbage|trash|rubbish|dirty/iu],
  [
    'animalTrapped',
    /(?:貓|狗|鳥|動物).{0,6}(?:受困|卡|困|掉進)|animal (?:trapped|stuck)|(?:cat|dog) (?:is )?(?:trapped|stuck)/iu,
  ],
  ['strayDog', /流浪狗|遊蕩犬|野狗|流浪犬|stray dog/iu],
  ['signsMarkings', /標線|標誌|路牌|反射鏡|斑馬線|停止線|road sign|marking/iu],
  ['pothole', /坑洞|坑|破洞|窟窿|凹洞|路面|柏油|路不平|pothole|road surface/iu],
];

/** The type a description speaks of, among those in use; null when no word tells. */
export function typeIn(text: string, known: ReadonlySet<string>): string | null {
  return TYPE_WORDS.find(([code, words]) => known.has(code) && words.test(text))?.[0] ?? null;
}

/** A district by its names. */
export interface DistrictNames {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The district a text names: by its full name, else by its short one where that is no street's. */
export function districtIn(text: string, districts: readonly DistrictNames[]): string | null {
  const whole = districts.find(({ nameZh }) => text.includes(nameZh));
  if (whole) return whole.code;
  const lower = text.toLowerCase();
  for (const { code, nameZh, nameEn } of districts) {
    const short = nameZh.replace(/區$/u, '');
    if (new RegExp(`${short}(?!路|街|國|大道|高|[一二三四五六七八九]路)`, 'u').test(text))
      return code;
    const english = nameEn.replace(/ District$/u, '').toLowerCase();
    if (
      new RegExp(`\\b${english.replace("'", "['’]?")}\\b(?! (?:rd|road|st|street))`, 'u').test(
        lower,
      )
    )
      return code;
  }
  return null;
}

const PLACE =
  /(?:(?!的)[\p{Script=Han}\d]){1,12}(?:路(?![燈面樹])|街|大道|巷|公園|國小|國中|高中|大學|學校|車站|捷運站|市場|橋|廟|宮|圖書館|醫院|大樓|社區|停車場|超商|便利商店|加油站)(?:[\d一二三四五六七八九十]+段)?(?:\d+巷)?(?:\d+弄)?(?:\d+(?:之\d+)?號)?(?:(?:與|和|跟|、|\/)[\p{Script=Han}\d]{1,10}(?:路|街|巷|口))?(?:口|交叉口|旁邊?|附近|前面?|對面|門口|後面)?/u;
const PLACE_EN =
  /\b(?:no\.? ?)?\d{0,5}\s?[\w.' ]{2,30}\b(?:rd|road|st|street|ave|avenue|lane|park|station|school|bridge|hospital)\b\.?/iu;

/** The words of a text that say where; null when none do. `district` is left out of them. */
export function addressIn(text: string, district: string | null): string | null {
  const bare = text.replace(/高雄市/gu, '').replace(district ?? '\u0000', '');
  const found = PLACE.exec(bare) ?? PLACE_EN.exec(bare);
  const place = found?.[0]
    .replace(
      /^(?:我要?|想|請|幫我|報修|通報|反映|檢舉|在|的|於|位於|這裡是|有|是|地點|那個?)+/gu,
      '',
    )
    .trim();
  return place && place.length >= 2 ? place.slice(0, 200) : null;
}

type Report = Extract<Dialogue, { kind: 'report' }>;
export interface Reference {
  readonly types: ReadonlySet<string>;
  readonly districts: readonly DistrictNames[];
}

/** The draft with what a message adds; what was asked for last is taken from the whole message. */
export function addToReport({ draft, asked }: Report, text: string, reference: Reference): Report {
  const said = text.trim();
  const district = draft.district ?? districtIn(said, reference.districts);
  const districtName = reference.districts.find(({ code }) => code === district)?.nameZh ?? null;
  const next: DraftFacts = {
    ...draft,
    typeCode: draft.typeCode ?? typeIn(said, reference.types),
    district,
    address:
      draft.address ??
      addressIn(said, districtName) ??
      (asked === 'address' ? said.slice(0, 200) : null),
    description: draft.description ?? describedIn(said, asked),
  };
  return { kind: 'report', draft: next, asked: missingIn(next)[0] ?? 'confirm' };
}

/** The words that describe: an answer to the question for them, or a whole sentence at the start. */
function describedIn(said: string, asked: Report['asked']): string | null {
  if (asked === 'description') return said.slice(0, 2_000);
  const bare = said.replace(
    /^(?:我要?|想要?|請|麻煩|幫我|i(?:'d| would)? (?:want|like) to)?\s*(?:報修|通報|檢舉|反映|陳情|report)\s*/iu,
    '',
  );
  return asked === 'typeCode' && bare.length >= 8 ? bare.slice(0, 2_000) : null;
}
