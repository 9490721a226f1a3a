/** What was blotted out of a text. */
export const privateKinds = ['id', 'phone', 'card', 'email', 'address', 'name'] as const;
export type PrivateKind = (typeof privateKinds)[number];

/** A text without personal data, and what kinds of them were in it. */
export interface Guarded {
  readonly clean: string;
  readonly found: readonly PrivateKind[];
}

const BLOT: Record<PrivateKind, string> = {
  id: '[身分證號]',
  phone: '[電話]',
  card: '[卡號]',
  email: '[電子郵件]',
  address: '[地址]',
  name: '[姓名]',
};

/** Numbers between digits, spaces and dashes, as people write them; also in full width. */
const LONG_NUMBER = /(?<![\d-])\+?\d(?:[ \-.()–]{0,2}\d){7,18}(?![\d-])/gu;
const EMAIL = /[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+/gu;
/** National ID and resident certificate: a letter, then 1, 2, 8, 9 or a letter, then digits. */
const ID = /(?<![a-z\d])[a-z][ -]?[1289a-d](?:[ -]?\d){8}(?!\d)/giu;
/** Case numbers look like long numbers and are not personal. */
const OURS = /A-TB-\d{4}-\d{5,}|INS\d{6,}/giu;

/**
 * Blots out ID numbers, telephone and card numbers and mail addresses. ID and card numbers must
 * pass their own check sums, so that other numbers stay. The short numbers of the services
 * (1999, 0800-…) are nobody's.
 */
export function guardPrivateData(text: string): Guarded {
  const found = new Set<PrivateKind>();
  const blot = (kind: PrivateKind) => {
    found.add(kind);
    return BLOT[kind];
  };
  const ours: string[] = [];
  let clean = narrow(text).replace(OURS, (number) => `\uE000${ours.push(number) - 1}\uE000`);
  clean = clean.replace(EMAIL, () => blot('email'));
  clean = clean.replace(ID, (number) => (isTaiwanId(number) ? blot('id') : number));
  clean = clean.replace(LONG_NUMBER, (number) => {
    const digits = number.replace(/\D/g, '');
    if (isCard(digits)) return blot('card');
    return isPhone(digits, number) ? blot('phone') : number;
  });
  clean = clean.replace(/\uE000(\d+)\uE000/gu, (_, index: string) => ours[Number(index)] ?? '');
  return { clean, found: [...found] };
}

/** Full-width digits, letters, @, + and - as their narrow ones; all else stays as it was written. */
function narrow(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＠＋－]/gu, (sign) => sign.normalize('NFKC'));
}

const SURNAMES =
  '王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董潘袁蔡蔣余于杜葉程魏蘇呂丁任沈姚盧姜崔鍾譚陸汪范石廖賈夏韋方白鄒孟熊秦邱江尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴賴洪武莫孔涂莊歐游簡詹溫施紀柯阮古康';
const NAME_SAID = new RegExp(
  `(我叫|我是|我姓名是?|姓名[:： ]*|名字[是叫:： ]*|本人)(?!高雄|林園|田寮|方便|白天|任何|夏天|江湖)([${SURNAMES}][\\p{Script=Han}]{1,2})(?=[^\\p{Script=Han}]|$|[，。、的我住要想請])`,
  'gu',
);
const NAME_SAID_EN =
  /\b([Mm]y name is|I am called|[Tt]his is) ([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})/gu;
const HOUSE =
  /(?:[\p{Script=Han}]{1,8}(?:路|街|大道|巷|段|里|村)[\d\p{Script=Han}]{0,6}?)?(?:\d+|[一二三四五六七八九十百]+) ?(?:巷|弄|號)(?: ?(?:之|-) ?\d+)?(?:[\d一二三四五六七八九十]+ ?(?:樓|F|室))?/gu;

/**
 * What a model outside the house may see: besides the above no house number and no name that was
 * given. The citizen is not told of these: they are natural to say, and kept under the chat's key.
 */
export function guardForModel(text: string): Guarded {
  const before = guardPrivateData(text);
  const found = new Set(before.found);
  const clean = before.clean
    .replace(NAME_SAID, (_, how: string) => {
      found.add('name');
      return `${how}${BLOT.name}`;
    })
    .replace(NAME_SAID_EN, (_, how: string) => {
      found.add('name');
      return `${how} ${BLOT.name}`;
    })
    .replace(HOUSE, () => {
      found.add('address');
      return BLOT.address;
    });
  return { clean, found: [...found] };
}

/** Values of the letters in order of the ID's rule, which is not the alphabet's. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 1, 1];

/** Whether a Taiwanese ID or residence number is right by its check digit (Ministry of the Interior). */
export function isTaiwanId(written: string): boolean {
  const id = written.replace(/[ -]/g, '').toUpperCase();
  if (!/^[A-Z][1289A-D]\d{8}$/.test(id)) return false;
  const first = LETTERS.indexOf(id[0] as string) + 10;
  const second = /\d/.test(id[1] as string)
    ? Number(id[1])
    : (LETTERS.indexOf(id[1] as string) + 10) % 10;
  const digits = [second, ...id.slice(2)].map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (WEIGHTS[at] as number), 0);
  return (Math.floor(first / 10) + (first % 10) * 9 + sum) % 10 === 0;
}

/** Card numbers: 13 to 19 digits that pass Luhn's check. */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, sign, at) => {
    const digit = Number(sign) * (at % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

/** A telephone of a person in Taiwan, or any number written with its country's code. */
function isPhone(digits: string, written: string): boolean {
  if (written.startsWith('+')) return digits.length >= 9;
  if (/^0800|^0809/.test(digits)) return false;
  return /^09\d{8}$/.test(digits) || /^0[2-8]\d{7,9}$/.test(digits) || /^8869\d{8}$/.test(digits);
}
