import { queuePositionPrompts } from '../contract/media.ts';

export interface PromptText {
  readonly zh: string;
  readonly en: string;
}

/**
 * What the hotline says, by prompt id: spoken by the carrier's voice on the telephone, by the
 * recordings of the same name in a web call, and shown there as captions.
 */
export const prompts = {
  greeting: {
    zh: '您好，這裡是1999市民服務專線。',
    en: 'Hello. This is the 1 9 9 9 citizen hotline.',
  },
  'language-menu': {
    zh: '國語請按一，台語請按二，客語請按三，英語請按四。',
    en: 'For Mandarin press 1, Taiwanese 2, Hakka 3. For English, press 4.',
  },
  'topic-menu': {
    zh: '一般諮詢，請按一；通報，請按二；危險狀況，請按九。',
    en: 'For questions, press 1. To report a problem, press 2. For a danger, press 9.',
  },
  'try-again': {
    zh: '對不起，沒有這個選項，請再按一次。',
    en: 'Sorry, that is not one of the choices. Please try again.',
  },
  'queue-position': {
    zh: '目前話務人員忙線中，您目前排在第',
    en: 'All our agents are busy. In the queue, you are number',
  },
  'number-many': { zh: '二十位以後。', en: 'more than twenty.' },
  'please-hold': {
    zh: '請稍候，不要掛斷，我們會儘快為您服務。',
    en: 'Please hold the line. We will be with you as soon as we can.',
  },
  'recording-notice': {
    zh: '為維護服務品質，本通電話將全程錄音。',
    en: 'This call is recorded to keep our service good.',
  },
  connecting: { zh: '正在為您接通話務人員。', en: 'We are connecting you to an agent.' },
  unavailable: {
    zh: '很抱歉，目前無法為您服務，請稍後再撥。如有生命危險，請立刻撥打119。',
    en: 'We are sorry. We cannot take your call now. Please call again later. If life is in danger, call 1 1 9 at once.',
  },
  goodbye: { zh: '感謝您的來電，再見。', en: 'Thank you for calling. Goodbye.' },
  'hold-music': { zh: '', en: '' },
} as const satisfies Record<string, PromptText>;

export type PromptId = keyof typeof prompts | `number-${number}`;

/** The words of one prompt; numbers are made here. */
export function promptText(id: PromptId): PromptText {
  const fixed = (prompts as Record<string, PromptText>)[id];
  if (fixed) return fixed;
  const number = id.replace('number-', '');
  return { zh: `${number}位。`, en: `${number}.` };
}

/** The prompts that tell a caller the place in the queue, and that waiting is worth while. */
export function waitingPrompts(position: number): PromptId[] {
  return [...(queuePositionPrompts(position) as PromptId[]), 'please-hold'];
}

/** What is said, in one piece, in both languages. */
export function captionOf(ids: readonly PromptId[]): PromptText {
  const texts = ids.map(promptText);
  return {
    zh: texts.map(({ zh }) => zh).join(''),
    en: texts
      .map(({ en }) => en)
      .filter(Boolean)
      .join(' '),
  };
}
