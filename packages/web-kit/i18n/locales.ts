/** The languages of the screens. Chinese is the source; English is one click away. */
export const locales = ['zh-Hant-TW', 'en'] as const;

export type Locale = (typeof locales)[number];

export const sourceLocale: Locale = 'zh-Hant-TW';

const storageKey = '1999.locale';

/** Whether `value` names one of our languages. */
export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/** The language chosen on this device; Chinese until someone chooses. */
export function storedLocale(): Locale {
  const stored = localStorage.getItem(storageKey);
  return isLocale(stored) ? stored : sourceLocale;
}

/** Keeps the choice on this device. */
export function storeLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
}
