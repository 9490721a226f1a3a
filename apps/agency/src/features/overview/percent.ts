/** A share as a percentage with one decimal, cut down: less than all never reads as 100 %. */
export function percentOf(share: number): string {
  const tenths = Math.floor(share * 1000 + 1e-9);
  return `${(Math.min(tenths, share < 1 ? 999 : 1000) / 10).toFixed(1)} %`;
}
