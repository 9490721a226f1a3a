import type { BuiltInPrompt, IvrPrompt, Words } from '../contract/ivr.ts';
import { queuePositionPrompts } from '../contract/media.ts';

/** Prompts that are chosen by the house alone. */
type OwnPrompt =
  | 'queue-position'
  | 'number-many'
  | 'connecting'
  | 'hold-music'
  | `wait-${(typeof waitMinutes)[number]}`
  | 'wait-long';
const waitMinutes = [2, 5, 10, 20] as const;

/**
 * What the hotline says, by prompt id: spoken by the carrier's voice on the telephone, by the
 * recordings of the same name in a web call, and shown there as captions.
 */
export const prompts: Readonly<Record<BuiltInPrompt | OwnPrompt, Words>> = {
  greeting: {
    zh: '您好，這裡是1999市民服務專線。',
    en: 'Hello. This is the 1 9 9 9 citizen hotline.',
  },
  'recording-notice': {
    zh: '為維護服務品質，本通電話將全程錄音。',
    en: 'This call is recorded to keep our service good.',
    vi: 'Cuộc gọi này được ghi âm.',
    id: 'Panggilan ini direkam.',
    th: 'สายนี้มีการบันทึกเสียง',
  },
  'language-menu': {
    zh: '國語請按一，台語請按二，客語請按三。',
    en: 'For English, press 4.',
    vi: 'Tiếng Việt, bấm phím 5.',
    id: 'Bahasa Indonesia, tekan 6.',
    th: 'ภาษาไทย กด 7',
  },
  'topic-menu': {
    zh: '一般諮詢，請按一；通報，請按二；危險狀況，請按九。',
    en: 'For questions, press 1. To report a problem, press 2. For a danger, press 9.',
    vi: 'Hỏi thông tin, bấm 1. Báo sự cố, bấm 2. Nguy hiểm, bấm 9.',
    id: 'Untuk bertanya tekan 1. Untuk melapor tekan 2. Untuk bahaya tekan 9.',
    th: 'สอบถาม กด 1 แจ้งเหตุ กด 2 อันตราย กด 9',
  },
  'try-again': {
    zh: '對不起，沒有這個選項，請再按一次。',
    en: 'Sorry, that is not one of the choices. Please try again.',
    vi: 'Xin lỗi, không có lựa chọn này. Vui lòng bấm lại.',
    id: 'Maaf, pilihan itu tidak ada. Silakan coba lagi.',
    th: 'ขออภัย ไม่มีตัวเลือกนี้ กรุณากดใหม่',
  },
  'queue-position': {
    zh: '目前話務人員忙線中，您目前排在第',
    en: 'All our agents are busy. In the queue, you are number',
  },
  'number-many': { zh: '二十位以後。', en: 'more than twenty.' },
  'wait-2': { zh: '預估等候約兩分鐘。', en: 'The wait is about two minutes.' },
  'wait-5': { zh: '預估等候約五分鐘。', en: 'The wait is about five minutes.' },
  'wait-10': { zh: '預估等候約十分鐘。', en: 'The wait is about ten minutes.' },
  'wait-20': { zh: '預估等候約二十分鐘。', en: 'The wait is about twenty minutes.' },
  'wait-long': { zh: '預估等候超過二十分鐘。', en: 'The wait is more than twenty minutes.' },
  'please-hold': {
    zh: '請稍候，不要掛斷，我們會儘快為您服務。',
    en: 'Please hold the line. We will be with you as soon as we can.',
    vi: 'Xin vui lòng giữ máy.',
    id: 'Mohon tunggu sebentar.',
    th: 'กรุณารอสักครู่',
  },
  'callback-offer': {
    zh: '目前等候時間較長。希望我們依您的順位回電，請按一；繼續等候，請按二。',
    en: 'The wait is long. To be called back when it is your turn, press 1. To wait, press 2.',
    vi: 'Thời gian chờ khá lâu. Để chúng tôi gọi lại, bấm 1. Để chờ, bấm 2.',
    id: 'Waktu tunggu lama. Untuk ditelepon kembali tekan 1. Untuk menunggu tekan 2.',
    th: 'รอนาน ให้เราโทรกลับ กด 1 รอต่อ กด 2',
  },
  'callback-promised': {
    zh: '我們會依您的順位儘快回電，請保持電話暢通。再見。',
    en: 'We will call you back when it is your turn. Please keep your phone free. Goodbye.',
    vi: 'Chúng tôi sẽ gọi lại cho bạn. Tạm biệt.',
    id: 'Kami akan menelepon Anda kembali. Sampai jumpa.',
    th: 'เราจะโทรกลับหาคุณ สวัสดี',
  },
  voicemail: {
    zh: '目前無法立即為您服務，請在嗶聲後留言，我們會回電給您。如有生命危險，請立刻撥打119。',
    en: 'We cannot take your call now. Leave a message after the tone and we will call you back. If life is in danger, call 1 1 9 at once.',
    vi: 'Hãy để lại lời nhắn sau tiếng bíp. Nếu nguy hiểm đến tính mạng, gọi 119.',
    id: 'Tinggalkan pesan setelah nada. Jika nyawa terancam, telepon 119.',
    th: 'ฝากข้อความหลังเสียงสัญญาณ หากมีอันตรายถึงชีวิต โทร 119',
  },
  connecting: { zh: '正在為您接通話務人員。', en: 'We are connecting you to an agent.' },
  unavailable: {
    zh: '很抱歉，目前無法為您服務，請稍後再撥。如有生命危險，請立刻撥打119。',
    en: 'We are sorry. We cannot take your call now. Please call again later. If life is in danger, call 1 1 9 at once.',
  },
  goodbye: { zh: '感謝您的來電，再見。', en: 'Thank you for calling. Goodbye.' },
  'hold-music': { zh: '', en: '' },
};

export type PromptId = BuiltInPrompt | OwnPrompt | `number-${number}`;
/** A prompt by its name, or words of a supervisor's own. */
export type Spoken = PromptId | IvrPrompt;

/** The carrier's voices: 台語 and 客語 have none. */
export type Voice = keyof Words;

/** The words of one prompt; numbers are made here. */
export function wordsOf(spoken: Spoken): Words {
  if (typeof spoken !== 'string') return 'prompt' in spoken ? prompts[spoken.prompt] : spoken;
  const fixed = (prompts as Readonly<Record<string, Words>>)[spoken];
  if (fixed) return fixed;
  const number = spoken.replace('number-', '');
  return { zh: `${number}位。`, en: `${number}.` };
}

/** The name of the recording that says it in a web call; null for words nobody has recorded. */
export function recordedName(spoken: Spoken): PromptId | null {
  if (typeof spoken === 'string') return spoken;
  return 'prompt' in spoken ? spoken.prompt : null;
}

/** The prompts that tell a caller place and wait, and that waiting is worth while. */
export function waitingPrompts(position: number, waitSeconds?: number): PromptId[] {
  const place = queuePositionPrompts(position) as PromptId[];
  return [...place, ...(waitSeconds === undefined ? [] : [waitPrompt(waitSeconds)]), 'please-hold'];
}

/** The expected wait, rounded up to one that there is a recording of. */
export function waitPrompt(seconds: number): PromptId {
  const minutes = waitMinutes.find((one) => seconds <= one * 60);
  return minutes ? `wait-${minutes}` : 'wait-long';
}

/** What is said, in one piece, in both languages of the screens. */
export function captionOf(spoken: readonly Spoken[]): { zh: string; en: string } {
  const all = spoken.map(wordsOf);
  return {
    zh: all.map(({ zh }) => zh).join(''),
    en: all
      .map(({ en }) => en)
      .filter(Boolean)
      .join(' '),
  };
}
