import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A line that could not be taken, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly id: string | null;
  readonly reason: string;
}

/** Reads JSON lines against a schema: what is right, and what is refused. Empty lines are passed over. */
export function readJsonl<S extends z.ZodType>(
  file: string,
  schema: S,
): { good: { line: number; value: z.output<S> }[]; refused: RefusedLine[] } {
  const good: { line: number; value: z.output<S> }[] = [];
  const refused: RefusedLine[] = [];
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
    if (parsed.success) good.push({ line, value: parsed.data });
    else {
      const [issue] = parsed.error.issues;
      const id = (json as { id?: unknown } | null)?.id;
      const reason = [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ');
      refused.push({ line, id: id === undefined ? null : String(id), reason });
    }
  });
  return { good, refused };
}
