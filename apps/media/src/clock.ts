/**
 * The peer's only clock: milliseconds since the process began, monotonic. Sound is timed by
 * it, and a wall clock that jumps would be heard.
 */
export function now(): number {
  return performance.now();
}
