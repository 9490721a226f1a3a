import type { PromptLocale } from './alert-prompts.ts';

/** What the two ends of a masked call hear besides each other. */
export const maskedPrompts = {
  ask: {
    'zh-Hant-TW': '按一接通民眾，不接通請直接掛斷。民眾看到的是1999的號碼。',
    en: 'Press 1 to be put through to the citizen, or hang up. The citizen sees the number of 1999.',
  },
  connecting: { 'zh-Hant-TW': '正在接通民眾，請稍候。', en: 'Connecting. Please wait.' },
  toCitizen: {
    'zh-Hant-TW': '您好，這裡是1999，處理您案件的單位要和您通話。',
    en: 'This is 1999. The agency that works on your case would like to speak to you.',
  },
  notAnswered: {
    'zh-Hant-TW': '民眾沒有接聽，請稍後再試，再見。',
    en: 'The citizen did not answer. Please try again later. Goodbye.',
  },
  notConnected: {
    'zh-Hant-TW': '這通電話無法接通，請看派工單上的說明，再見。',
    en: 'This call cannot be connected; the order says why. Goodbye.',
  },
  noKey: { 'zh-Hant-TW': '沒有收到按鍵，再見。', en: 'No key was pressed. Goodbye.' },
  over: { 'zh-Hant-TW': '通話結束，再見。', en: 'The call has ended. Goodbye.' },
} as const satisfies Record<string, Record<PromptLocale, string>>;
