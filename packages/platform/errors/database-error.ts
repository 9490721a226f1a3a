import { AppError } from './app-error.ts';

const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
  '53100',
]);

/**
 * What a database fault means to the caller: 503 while it is away or full, 400 for text it cannot
 * hold. Null when the fault is our own bug.
 */
export function describeDatabaseError(error: unknown): AppError | null {
  const code = codeOf(error);
  if (!code) return null;
  if (UNAVAILABLE.has(code)) {
    return new AppError(503, 'database_unavailable', 'The database is away; try again shortly.', {
      retryAfterSeconds: 1,
    });
  }
  if (code === '22021' || code === '22P05') {
    return new AppError(400, 'invalid_text', 'The text has characters that cannot be stored.');
  }
  return null;
}

function codeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return null;
}
