import { type I18n, setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import { en as kitEn, zh as kitZh } from '../messages/index.ts';
import { isLocale, type Locale, sourceLocale, storedLocale, storeLocale } from './locales.ts';

/** What fills the {placeholders} of an ICU message. */
export type Values = Record<string, string | number>;

/** Says the sentence of `key` in the person's language. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

export interface AppI18n<Key extends string> {
  readonly lingui: I18n;
  /** For code outside React. */
  t: Translate<Key>;
  /** For components: re-renders when the language changes. */
  useT(): Translate<Key>;
}

/**
 * The texts of one app, joined with the kit's own. Chinese is the source: `en` must have exactly
 * its keys, so a forgotten translation does not compile. Messages are ICU MessageFormat.
 */
export function createI18n<Zh extends Record<string, string>>(catalogues: {
  'zh-Hant-TW': Zh;
  en: Record<keyof NoInfer<Zh>, string>;
}): AppI18n<keyof Zh & string> {
  type Key = keyof Zh & string;
  const lingui = setupI18n();
  lingui.setMessagesCompiler(compileMessage);
  lingui.load({
    'zh-Hant-TW': { ...kitZh, ...catalogues['zh-Hant-TW'] },
    en: { ...kitEn, ...catalogues.en },
  });
  lingui.activate(sourceLocale);
  return {
    lingui,
    t: (key, values) => lingui._(key, values),
    useT: () => useTranslate<Key>(),
  };
}

/** The translator of the nearest provider, renewed when its language changes. */
function useTranslate<Key extends string>(): Translate<Key> {
  const { i18n } = useLingui();
  const locale = i18n.locale;
  // `locale` is a dependency so that memoised children see a new function in a new language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo<Translate<Key>>(() => (key, values) => i18n._(key, values), [i18n, locale]);
}

/** The kit's own sentences (`kit.…`), for its components. */
export function useKitT(): Translate<keyof typeof kitZh> {
  return useTranslate<keyof typeof kitZh>();
}

/** Shows `locale` everywhere: the texts, `<html lang>` and this device's memory. */
export function switchLocale(lingui: I18n, locale: Locale): void {
  storeLocale(locale);
  lingui.activate(locale);
  document.documentElement.lang = locale;
}

/** Starts in the language stored on this device. */
export function startLocale(lingui: I18n): void {
  const locale = storedLocale();
  lingui.activate(locale);
  document.documentElement.lang = locale;
}

/** The language now shown, and how to change it. */
export function useLocaleChoice(): { locale: Locale; choose(locale: Locale): void } {
  const { i18n } = useLingui();
  const locale = isLocale(i18n.locale) ? i18n.locale : sourceLocale;
  return { locale, choose: (next) => switchLocale(i18n, next) };
}
