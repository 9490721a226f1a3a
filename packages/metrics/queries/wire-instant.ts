import { instantText } from '@1999/platform';

/** PostgreSQL's text of a moment in its wire form; null stays null. */
export function wireInstant(value: string | null): string | null {
  return value === null ? null : instantText(value);
}
