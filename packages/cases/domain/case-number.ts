const ZONE = 'Asia/Taipei';

/** The year a case opened at `at` is numbered in, Gregorian, Taipei time. */
export function numberYear(at: Temporal.Instant): number {
  return at.toZonedDateTimeISO(ZONE).year;
}

/** Such as A-TB-2026-00042; the sequence grows past five digits where a year needs it. */
export function caseNumber(year: number, sequence: number): string {
  return `A-TB-${year}-${String(sequence).padStart(5, '0')}`;
}
