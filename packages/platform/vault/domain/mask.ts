const HAN = /\p{Script=Han}/u;
const graphemes = new Intl.Segmenter('zh-Hant-TW', { granularity: 'grapheme' });

/** What a screen may show of a person's data to anyone who may see the person at all. */
export const mask = {
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  address: maskAddress,
} as const;

/** 王小明 → 王○明, 王明 → 王○, 歐陽小明 → 歐○○明, Nguyen Van → N*** V***. */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.map((word) => (HAN.test(word) ? maskHanName(word) : maskWord(word))).join(' ');
}

function maskHanName(name: string): string {
  const letters = [...graphemes.segment(name)].map((part) => part.segment);
  if (letters.length === 1) return '○';
  const first = letters[0] ?? '';
  if (letters.length === 2) return `${first}○`;
  return `${first}${'○'.repeat(letters.length - 2)}${letters.at(-1) ?? ''}`;
}

function maskWord(word: string): string {
  const first = graphemes.segment(word).containing(0)?.segment ?? '';
  return word.length > 1 ? `${first}***` : '*';
}

/**
 * An E.164 number: +886912345678 → 09**-***-678, +88673368333 → 07-****-333,
 * +819012345678 → +81 ***-***-678.
 */
export function maskPhone(phone: string): string {
  const tail = phone.slice(-3);
  if (phone.startsWith('+8869')) return `09**-***-${tail}`;
  if (phone.startsWith('+886')) return `0${phone.charAt(4)}-****-${tail}`;
  const country = /^\+[17]/.test(phone) ? phone.slice(0, 2) : phone.slice(0, 3);
  return `${country} ***-***-${tail}`;
}

/** ming@example.tw → m***@***. */
export function maskEmail(email: string): string {
  const first = graphemes.segment(email).containing(0)?.segment ?? '';
  return email.indexOf('@') > 1 ? `${first}***@***` : '***@***';
}

/** 高雄市苓雅區四維三路2號 → 高雄市苓雅區○○○; what names no district is hidden whole. */
export function maskAddress(address: string): string {
  const district = /^\s*(\p{Script=Han}{2}[市縣]\p{Script=Han}{1,3}[區鄉鎮市])/u.exec(address);
  return `${district?.[1] ?? ''}○○○`;
}
