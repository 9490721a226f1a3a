import { TAIPEI } from './calendar.ts';

/** The year of the Republic of China, counted from 1912: 2026 is 115. */
export function rocYear(gregorianYear: number): number {
  return gregorianYear - 1911;
}

/** A date as an office writes it: 民國115年3月2日, or 2 March 2026 in English. */
export function formatRocDate(at: Temporal.Instant, locale: 'zh-Hant-TW' | 'en'): string {
  const date = at.toZonedDateTimeISO(TAIPEI);
  return locale === 'en'
    ? date.toPlainDate().toLocaleString('en-GB', { dateStyle: 'long' })
    : `民國${rocYear(date.year)}年${date.month}月${date.day}日`;
}

/** The date in the city as YYMMDD, as order numbers carry it. */
export function yymmdd(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(TAIPEI).toPlainDate().toString().slice(2).replaceAll('-', '');
}
