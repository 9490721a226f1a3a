import type { Skill } from '../contract.ts';

/** What agents can be asked for: the topics of the menu, and languages. */
export const referenceSkills: readonly Skill[] = [
  { code: 'general', kind: 'topic', nameZh: '一般諮詢', nameEn: 'General enquiries' },
  { code: 'danger', kind: 'topic', nameZh: '緊急危險', nameEn: 'Danger' },
  { code: 'roads', kind: 'topic', nameZh: '道路與路樹', nameEn: 'Roads and trees' },
  { code: 'water', kind: 'topic', nameZh: '水利與積淹水', nameEn: 'Water and flooding' },
  { code: 'environment', kind: 'topic', nameZh: '環境保護', nameEn: 'Environment' },
  { code: 'transport', kind: 'topic', nameZh: '交通', nameEn: 'Transport' },
  { code: 'zh', kind: 'language', nameZh: '中文', nameEn: 'Mandarin' },
  { code: 'nan', kind: 'language', nameZh: '台語', nameEn: 'Taiwanese' },
  { code: 'hak', kind: 'language', nameZh: '客語', nameEn: 'Hakka' },
  { code: 'en', kind: 'language', nameZh: '英語', nameEn: 'English' },
  { code: 'th', kind: 'language', nameZh: '泰語', nameEn: 'Thai' },
  { code: 'vi', kind: 'language', nameZh: '越南語', nameEn: 'Vietnamese' },
  { code: 'id', kind: 'language', nameZh: '印尼語', nameEn: 'Indonesian' },
];
