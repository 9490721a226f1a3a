import { type SQL, sql } from 'drizzle-orm';

/**
 * A list as one parameter, for `= any(…)` and the like. The planner cannot see how long it is: one
 * plan serves every list, where it would else plan anew for each.
 */
export function listOf(type: 'uuid' | 'text', values: readonly (string | null)[]): SQL {
  const array = sql.raw(`${type}[]`);
  return sql`(select ${`{${values.map(quoted).join()}}`}::text::${array})::${array}`;
}

/** As PostgreSQL writes an element of an array. */
function quoted(value: string | null): string {
  return value === null ? 'null' : `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
