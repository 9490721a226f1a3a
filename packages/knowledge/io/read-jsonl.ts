import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { FaqRefused } from '../contract.ts';

/** What a text of JSON lines holds. */
export interface JsonLines<T> {
  readonly good: { line: number; value: T }[];
  readonly refused: FaqRefused[];
  /** Fields of right lines that nobody knows; they are left out. */
  readonly unknown: ReadonlySet<string>;
}

/** Reads a file of JSON lines against a schema; see `parseJsonl`. */
export function readJsonl<S extends z.ZodType>(file: string, schema: S): JsonLines<z.output<S>> {
  return parseJsonl(readFileSync(file, 'utf8'), schema);
}

/** Reads JSON lines against a schema: what is right, and what is refused. Empty lines are passed over. */
export function parseJsonl<S extends z.ZodType>(text: string, schema: S): JsonLines<z.output<S>> {
  const good: { line: number; value: z.output<S> }[] = [];
  const refused: FaqRefused[] = [];
  const unknown = new Set<string>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((text, at) => {
    if (!text.trim()) return;
    const line = at + 1;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      refused.push({ line, id: null, code: 'not_json', field: null, reason: 'not JSON' });
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
      const field = issue?.path.join('.') || null;
      const reason = [field, issue?.message].filter(Boolean).join(': ');
      const named = id === undefined || id === null ? null : String(id).slice(0, 100);
      refused.push({ line, id: named, code: 'invalid', field, reason });
    }
  });
  return { good, refused, unknown };
}
