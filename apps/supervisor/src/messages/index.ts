import { createI18n } from '@1999/web-kit';
import { en } from './en.ts';
import { zh } from './zh.ts';

export { en, zh };

/** The texts of this app. */
export const i18n = createI18n({ 'zh-Hant-TW': zh, en });

export const { useT } = i18n;
