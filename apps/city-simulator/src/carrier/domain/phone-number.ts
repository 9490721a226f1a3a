/**
 * A telephone number as the carrier keeps it: E.164. Taiwan's own form (09…, 07…) gains its
 * +886; `1999` is the hotline itself; `client:…` stays as it is.
 */
export function normalizeNumber(input: string, hotline: string): string {
  const text = input.trim();
  if (text.startsWith('client:')) return text;
  const digits = text.replace(/[\s()-]/g, '');
  if (digits === '1999') return hotline;
  if (/^0\d{8,9}$/.test(digits)) return `+886${digits.slice(1)}`;
  return digits;
}

/** True for something that can be rung: E.164, a client, or a short service code. */
export function isDialable(number: string): boolean {
  return (
    /^\+[1-9]\d{5,14}$/.test(number) ||
    /^client:[\w.@+-]+$/.test(number) ||
    /^\d{3,6}$/.test(number)
  );
}
