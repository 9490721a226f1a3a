export interface Span {
  unit: 'days' | 'hours' | 'minutes' | 'seconds';
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** `ms` (its sign dropped) in its two largest units, cut down, as people count what is left. */
export function spanOf(ms: number): Span {
  const total = Math.floor(Math.abs(ms) / 1000);
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  const unit = days ? 'days' : hours ? 'hours' : minutes ? 'minutes' : 'seconds';
  return { unit, days, hours, minutes, seconds };
}

/** `mm:ss`, or `h:mm:ss` from an hour on: a call's timer. */
export function stopwatch(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(total / 3_600);
  const rest = `${two(Math.floor((total % 3_600) / 60))}:${two(total % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
