import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { zh } from '../messages/index.ts';

/** What an order's codes are about. */
export type OrderWordKind =
  | 'order'
  | 'clock'
  | 'clockState'
  | 'via'
  | 'event'
  | 'level'
  | 'channel'
  | 'ground'
  | 'evidence'
  | 'callEnd';

/** Names of an order's codes in the person's language: `word('clock', 'arrive')`; an unknown code stays. */
export function useOrderWord(): (kind: OrderWordKind, code: string) => string {
  const t = useKitT();
  return (kind, code) => {
    const key = `kit.${kind}.${code}`;
    return key in zh ? t(key as keyof typeof zh) : code;
  };
}

/** Picks the Chinese or the English of two names. */
export function useName(): (zhName: string, enName: string) => string {
  const { locale } = useLocaleChoice();
  return (zhName, enName) => (locale === 'en' ? enName : zhName);
}
