/** Taiwan's numbers without trunk 0: mobile 9xx, landlines 2–8, toll-free 80x. */
const TAIWAN_NATIONAL = /^(9\d{8}|[2-8]\d{7,8})$/;
/** ITU-T E.164: at most 15 digits with the country code. */
const ELSEWHERE = /^[1-9]\d{7,14}$/;

/**
 * A phone number as people write it (0912-345-678, 07-336 8333, (07)3368333, +886 912 345 678,
 * full-width digits too) in E.164 form, or null when it is none. Numbers without a country code
 * are Taiwan's. Giving back what it gave out changes nothing.
 */
export function toE164(written: string): string | null {
  const plain = written.normalize('NFKC').replace(/[\s\-–—().]/g, '');
  if (!/^\+?\d{8,17}$/.test(plain)) return null;
  if (plain.startsWith('+886')) return taiwan(plain.slice(4).replace(/^0/, ''));
  if (plain.startsWith('+')) return ELSEWHERE.test(plain.slice(1)) ? plain : null;
  if (plain.startsWith('0')) return taiwan(plain.slice(1));
  return plain.startsWith('886') ? taiwan(plain.slice(3)) : null;
}

function taiwan(national: string): string | null {
  return TAIWAN_NATIONAL.test(national) ? `+886${national}` : null;
}
