const MAX_LENGTH = 200;

/**
 * An error in one short line fit for logs and tables. Query texts and their parameters are left
 * out, because parameters may be personal data (invariant I17).
 */
export function describeFailure(error: unknown): string {
  let at: unknown = error;
  while (at instanceof Error && at.message.startsWith('Failed query') && at.cause) at = at.cause;
  if (!(at instanceof Error)) return 'something that is not an Error was thrown';
  const code = (at as { code?: unknown }).code;
  const line = at.message.split('\n', 1)[0] ?? '';
  return `${at.name}${code ? ` ${code}` : ''}: ${line}`.slice(0, MAX_LENGTH);
}
