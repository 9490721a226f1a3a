import type { Reader } from '@1999/platform';
import { publishedEntries } from './published-entries.ts';

/** Every published entry as JSON lines, as an import takes them. */
export async function exportLines(reader: Pick<Reader, 'execute'>): Promise<string> {
  const entries = await publishedEntries(reader);
  return entries
    .map(({ from, to, version: _, ...words }) => {
      const dates = { validFrom: from?.toString() ?? null, validTo: to?.toString() ?? null };
      return `${JSON.stringify({ ...words, ...dates })}\n`;
    })
    .join('');
}
