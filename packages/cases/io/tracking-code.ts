import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Config } from '@1999/platform';

/** Six digits a citizen can say over the telephone. */
export function newTrackingCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** What is kept of a case's code: keyed, because six digits alone are soon tried out. */
export function hashTrackingCode(config: Config, caseId: string, code: string): Buffer {
  return createHmac('sha256', config.secrets.blindIndexKey)
    .update(`tracking code:${caseId}:${code}`)
    .digest();
}

/** Whether the code is the case's; takes as long when it is not. */
export function trackingCodeFits(
  config: Config,
  caseId: string,
  code: string,
  kept: Buffer,
): boolean {
  return timingSafeEqual(hashTrackingCode(config, caseId, code), kept);
}
