import { useLocaleChoice } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { zh } from '../../messages/zh.ts';

/** Names of codes in the person's language: `word('clock', 'arrive')`; an unknown code stays. */
export function useWord(): (prefix: string, code: string) => string {
  const t = useT();
  return (prefix, code) => {
    const key = `${prefix}.${code}`;
    return key in zh ? t(key as keyof typeof zh) : code;
  };
}

/** Picks the Chinese or the English of two names. */
export function useName(): (zhName: string, enName: string) => string {
  const { locale } = useLocaleChoice();
  return (zhName, enName) => (locale === 'en' ? enName : zhName);
}
