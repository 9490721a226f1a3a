import type { ClockKind } from '../contract.ts';

/** What the words about an order need to know. */
export interface OrderWords {
  readonly number: string;
  readonly danger: boolean;
  readonly typeZh: string;
  readonly typeEn: string;
  readonly districtZh: string;
  readonly districtEn: string;
  readonly address: string | null;
  readonly landmark: string | null;
  /** The deadline told of: to acknowledge by, or the one that was missed. */
  readonly dueAt: Temporal.Instant | null;
  /** The promise that was missed, when that is why we call. */
  readonly missed: ClockKind | null;
}

const missedZh: Record<ClockKind, string> = {
  acknowledge: '逾時未受理',
  arrive: '逾時未到場',
  handle: '逾時未處理完成',
  reportBack: '逾時未回報',
  reply: '逾時未回覆民眾',
  ruling: '兩度退件逾時未裁定',
  petition: '陳情逾時未答覆',
};
const missedEn: Record<ClockKind, string> = {
  acknowledge: 'has not been acknowledged in time',
  arrive: 'has nobody on site in time',
  handle: 'was not handled in time',
  reportBack: 'was not reported back in time',
  reply: 'left the citizen without a reply in time',
  ruling: 'was sent back twice and has not been ruled on in time',
  petition: 'is a petition without an answer in time',
};

/** A text message, an automated call, an e-mail with its subject, or a title that names no place. */
export type OrderWordsFor = 'message' | 'call' | 'mail' | 'title';

/**
 * The order in the words of one channel. What to press in a call is said by the gateway, which
 * knows the keys it takes.
 */
export function orderWords(
  order: OrderWords,
  locale: 'zh-Hant-TW' | 'en',
  channel: OrderWordsFor,
): string {
  const isEnglish = locale === 'en';
  const title = isEnglish
    ? `${order.danger ? 'Urgent order' : 'Order'} ${order.number}`
    : `${order.danger ? '緊急' : ''}派工單 ${order.number}`;
  if (channel === 'title') return title;
  const spoken = channel === 'call';
  const words = isEnglish ? inEnglish(order, spoken) : inChinese(order, spoken);
  return channel === 'mail' ? `${title}\n${words}` : words;
}

function inChinese(order: OrderWords, spoken: boolean): string {
  const place = `${order.districtZh}${order.address ?? ''}${order.landmark ? `,${order.landmark}` : ''}`;
  const by = order.dueAt && `,請於${clockTime(order.dueAt)}前受理`;
  const what = order.missed ? `,${missedZh[order.missed]}` : (by ?? '');
  return [
    `高雄市1999派工通報。${order.danger ? '緊急' : ''}派工單:${order.typeZh},地點${place}${what}。`,
    spoken ? `單號末五碼${order.number.slice(-5).split('').join(' ')}。` : `單號${order.number}`,
  ].join('');
}

function inEnglish(order: OrderWords, spoken: boolean): string {
  const place = [order.address, order.landmark, order.districtEn].filter(Boolean).join(', ');
  const by = order.dueAt && ` Acknowledge it by ${clockTime(order.dueAt)}.`;
  const what = order.missed ? ` It ${missedEn[order.missed]}.` : (by ?? '');
  return [
    `Kaohsiung 1999 dispatch. ${order.danger ? 'Urgent order' : 'Order'}: ${order.typeEn}, at ${place}.${what}`,
    spoken ? ` It ends in ${order.number.slice(-5).split('').join(' ')}.` : ` ${order.number}`,
  ].join('');
}

function clockTime(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('Asia/Taipei').toPlainTime().toString({ smallestUnit: 'minute' });
}
