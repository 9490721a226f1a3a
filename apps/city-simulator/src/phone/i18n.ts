import { createI18n } from '@1999/web-kit';
import { en, zh } from './messages/index.ts';

export const { lingui, useT } = createI18n({ 'zh-Hant-TW': zh, en });
