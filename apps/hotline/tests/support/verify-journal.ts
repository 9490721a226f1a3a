import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MAIN = fileURLToPath(import.meta.resolve('@1999/platform/journal-verify'));

/** What `npm run journal:verify` says of this database. @throws when the chain is broken. */
export async function verifyJournal(databaseUrl: string): Promise<string> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN], { env });
  return stdout;
}
