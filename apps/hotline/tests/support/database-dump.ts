import postgres from 'postgres';

/** Every row of every table that is not PostgreSQL's own, as text; `\x…` hex for bytes. */
export async function dumpDatabase(ownerUrl: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
    const parts: string[] = [];
    for (const { name } of tables) {
      const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
      parts.push(`== ${name}`, ...rows.map(({ row }) => row));
    }
    return parts.join('\n');
  } finally {
    await sql.end();
  }
}

/** How many rows each of these tables has. */
export async function countRows(
  ownerUrl: string,
  tables: readonly string[],
): Promise<Record<string, number>> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
      counts[table] = row?.n ?? 0;
    }
    return counts;
  } finally {
    await sql.end();
  }
}

/** How many rows every table that is not PostgreSQL's own has. */
export async function countAllRows(ownerUrl: string): Promise<Record<string, number>> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`;
    const all = tables.map(
      ({ name }) => `select '${name}' as name, count(*)::int as n from ${name}`,
    );
    const rows = await sql.unsafe<{ name: string; n: number }[]>(all.join(' union all '));
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
  } finally {
    await sql.end();
  }
}
