import { isLocale, type Locale, sourceLocale } from '../i18n/locales.ts';
import { type Moment, toMs } from './deadline.ts';

const zone = 'Asia/Taipei';

/** Chinese dates count years of the Republic (民國115年), English ones Gregorian years. */
const tags: Record<Locale, string> = {
  'zh-Hant-TW': 'zh-Hant-TW-u-ca-roc-hc-h23',
  en: 'en-GB-u-hc-h23',
};

const shapes = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  dateShort: { month: 'numeric', day: 'numeric' },
  weekday: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  weekdayShort: { month: 'numeric', day: 'numeric', weekday: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  dateTime: { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  dayTime: { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeShape = keyof typeof shapes;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `moment` in Taiwan's time zone, in the given shape and language. */
export function formatTime(moment: Moment, shape: TimeShape, locale: string): string {
  const tag = tags[isLocale(locale) ? locale : sourceLocale];
  const key = `${tag} ${shape}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(tag, { ...shapes[shape], timeZone: zone });
    formatters.set(key, formatter);
  }
  return formatter.format(toMs(moment));
}
