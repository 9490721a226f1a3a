/** On one half thresholds are tuned; the other only reports. */
export type Half = 'tune' | 'report';

/**
 * The half a question belongs to, by its words alone, so that it stays there whatever is added:
 * a bit of its FNV-1a hash (32 bits, over UTF-8), the 17th, as the lowest is only a parity.
 */
export function halfOf(q: string): Half {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(q)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 16) & 1 ? 'report' : 'tune';
}
