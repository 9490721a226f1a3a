export type PromptLocale = 'zh-Hant-TW' | 'en';

/** What an automated call says besides the orders themselves; only keys that do something. */
export const alertPrompts = {
  ask: {
    'zh-Hant-TW': '受理請按一，重聽請按二，非本單位業務請按三，洽1999話務人員請按零。',
    en: 'Press 1 to acknowledge, 2 to hear it again, 3 if it is not yours, 0 for a 1999 agent.',
  },
  askCommission: {
    'zh-Hant-TW': '知悉請按一，重聽請按二，洽1999話務人員請按零。',
    en: 'Press 1 to confirm that you know, 2 to hear it again, 0 for a 1999 agent.',
  },
  sure: {
    'zh-Hant-TW': '確定非本單位業務並退回1999，請再按一次三；受理請按一，重聽請按二。',
    en: 'To send it back to 1999 as not yours press 3 again; 1 acknowledges, 2 repeats the order.',
  },
  thanks: { 'zh-Hant-TW': '已受理，謝謝您。', en: 'Acknowledged. Thank you.' },
  known: { 'zh-Hant-TW': '已知悉，謝謝您。', en: 'Noted. Thank you.' },
  refused: { 'zh-Hant-TW': '已退回1999改派，謝謝您。', en: 'Sent back to 1999. Thank you.' },
  nothingMore: {
    'zh-Hant-TW': '沒有其他派工單了，再見。',
    en: 'There are no more orders. Goodbye.',
  },
  goodbye: {
    'zh-Hant-TW': '未收到按鍵，1999將通知下一位值班人員，再見。',
    en: 'There was no key. 1999 will tell the next person on duty. Goodbye.',
  },
} as const satisfies Record<string, Record<PromptLocale, string>>;
