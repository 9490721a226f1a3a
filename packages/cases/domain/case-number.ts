const ZONE = 'Asia/Taipei';

/** The year a case opened at `at` is numbered in, Gregorian, Taipei time. */
export function numberYear(at: Temporal.Instant): number {
  return at.toZonedDateTimeISO(ZONE).year;
}

/** Such as A-TB-2026-00042; the sequence grows past five digits where a year needs it. */
export function caseNumber(year: number, sequence: number): string {
  return `A-TB-${year}-${String(sequence).padStart(5, '0')}`;
}

/** A case number as somebody reads it out or copies it: with or without its letters, any width. */
const TYPED = /^(?:A-?TB-?)?(\d{4})-?(\d{1,9})$/;

/** The number meant by what was typed; null when it is none. */
export function readCaseNumber(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐‑–—−]+/g, (gap) => (gap.trim() ? '-' : ''));
  const found = TYPED.exec(plain);
  return found ? caseNumber(Number(found[1]), Number(found[2])) : null;
}
