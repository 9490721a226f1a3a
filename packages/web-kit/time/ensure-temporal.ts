/** Loads `Temporal` where the browser has none yet (Safari); await it before the first render. */
export async function ensureTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
}
