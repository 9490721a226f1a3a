import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A line that could not be taken, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly id: string | null;
  readonly reason: string;
}

/**
 * Reads JSON lines against a schema: what is right, what is refused, and which fields of right lines
 * were left out because nobody knows them. Empty lines are passed over.
 */
export function readJsonl<S extends z.ZodType>(
  file: string,
  schema: S,
): {
  good: { line: number; value: z.output<S> }[];
  refused: RefusedLine[];
  unknown: ReadonlySet<string>;
} {
  const good: { line: number; value: z.output<S> }[] = [];
  const refused: RefusedLine[] = [];
  const unknown = new Set<string>();
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  lines.forEach((text, at) => {
    if (!text.trim()) return;
    const line = at + 1;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      refused.push({ line, id: null, reason: 'not JSON' });
      return;
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) {
      good.push({ line, value: parsed.data });
      const known = parsed.data as object;
      for (const key of Object.keys(json as object)) if (!(key in known)) unknown.add(key);
    } else {
      const [issue] = parsed.error.issues;
      const id = (json as { id?: unknown } | null)?.id;
      const reason = [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ');
      refused.push({ line, id: id === undefined ? null : String(id), reason });
    }
  });
  return { good, refused, unknown };
}
