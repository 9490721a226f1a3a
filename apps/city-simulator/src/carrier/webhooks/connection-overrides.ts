/** Why one try of a web hook failed, in the words of Twilio's retry policies. */
export type FailureKind = '4xx' | '5xx' | 'ct' | 'rt';

/** How a web hook is tried; a URL may override it in its fragment: `#rc=2&rp=5xx,rt&rt=3000`. */
export interface ConnectionPolicy {
  retries: number;
  retryOn: (kind: FailureKind) => boolean;
  readTimeoutMs: number;
  totalTimeoutMs: number;
}

/**
 * The policy of a web hook URL. Twilio's defaults: one more try when no connection was made,
 * 15 s for the answer and 15 s in all.
 */
export function connectionPolicy(url: string): ConnectionPolicy {
  const fragment = new URLSearchParams(url.includes('#') ? url.slice(url.indexOf('#') + 1) : '');
  const policies = (fragment.get('rp') ?? 'ct').split(',');
  return {
    retries: between(fragment.get('rc'), 1, 0, 5),
    retryOn: (kind) => policies.includes('all') || policies.includes(kind),
    readTimeoutMs: between(fragment.get('rt'), 15_000, 100, 15_000),
    totalTimeoutMs: between(fragment.get('tt'), 15_000, 100, 15_000),
  };
}

function between(text: string | null, fallback: number, low: number, high: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? fallback : Math.min(high, Math.max(low, value));
}
