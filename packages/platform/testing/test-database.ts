import postgres from 'postgres';

/** The same server's address with another database's name. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes a database, as a clone of `template` where one is named (about 25 ms). */
export async function createDatabase(
  serverUrl: string,
  name: string,
  template?: string,
): Promise<void> {
  await asOwner(serverUrl, `create database "${name}"${template ? ` template "${template}"` : ''}`);
}

/** Drops a database, ending whoever is still connected. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await asOwner(serverUrl, `drop database if exists "${name}" with (force)`);
}

async function asOwner(serverUrl: string, statement: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
