/** Turns Simplified characters into Traditional ones; a library does it, outside the rules. */
export type ToTraditional = (text: string) => string;

/**
 * The one form in which questions and entries are compared: NFKC, lower case, Traditional
 * characters, 台 for 臺, and a single space for whatever is neither letter nor digit.
 */
export function normalise(text: string, toTraditional: ToTraditional): string {
  return toTraditional(text.normalize('NFKC').toLowerCase())
    .replaceAll('臺', '台')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
