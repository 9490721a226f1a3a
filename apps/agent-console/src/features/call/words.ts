import type { Language, Topic } from '@1999/telephony/contract';
import { useLocaleChoice } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** Picks the Chinese or the English of two names. */
export function useName(): (zhName: string, enName: string) => string {
  const { locale } = useLocaleChoice();
  return (zhName, enName) => (locale === 'en' ? enName : zhName);
}

/** What the caller chose by keypress, in words: language, topic. */
export function useChoices(): (language: Language | null, topic: Topic | null) => string {
  const t = useT();
  return (language, topic) =>
    [language && t(`language.${language}`), topic && t(`topic.${topic}`)]
      .filter(Boolean)
      .join(t('list.comma'));
}
