/** A number as people in Taiwan write it: +886912000001 → 0912000001. */
export function spokenNumber(number: string): string {
  return number.startsWith('+886') ? `0${number.slice(4)}` : number;
}
