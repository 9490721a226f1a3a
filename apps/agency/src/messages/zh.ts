/** The agency app's sentences in Traditional Chinese: the source language. */
export const zh = {
  'app.name': '1999 派工',
  'nav.roster': '值班名單',
  'roster.title': '值班名單',
  'roster.hint': '系統依這個順序打電話通知，沒有人接就找下一位。',
  'roster.order': '順序',
  'roster.name': '職稱',
  'roster.level': '層級',
  'roster.none': '還沒有值班人員。沒有人可通知時，派工會直接升級到研考會。',
  'level.unit': '承辦單位',
  'level.chief': '科長',
  'level.bureau': '局處',
  'level.rdec': '研考會',
} as const;
