import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { DataDirInUse, startEmbeddedPostgres } from '../embedded-postgres/index.ts';
import { OWNER, ownerPassword } from '../embedded-postgres/init-cluster.ts';
import { readPostmasterFile } from '../embedded-postgres/postmaster.ts';
import { verifyJournal } from './verify.ts';

/** The database to verify, and how to let go of it. */
interface Found {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

process.exitCode = await verify();

/** Prints what was found; 0 when the journal is whole, 1 when it is not, 2 without a database. */
async function verify(): Promise<number> {
  const found = await findDatabase();
  if (!found) {
    console.error(
      '✗ 找不到資料庫 No database: set DATABASE_URL, or DATA_DIR to a folder with one.',
    );
    return 2;
  }
  const sql = postgres(found.url, { max: 1, onnotice: () => {} });
  try {
    const { rows, head, faults } = await verifyJournal(sql);
    for (const fault of faults) console.error(`✗ ${fault}`);
    if (faults.length > 0) return 1;
    console.log(`✓ 日誌完整 The journal is whole: ${rows} rows, the last at position ${head}.`);
    return 0;
  } finally {
    await sql.end();
    await found.stop();
  }
}

/** DATABASE_URL, else the embedded server of DATA_DIR: the one that runs, or one started for this. */
async function findDatabase(): Promise<Found | null> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const dataDir = resolve(process.env.DATA_DIR ?? '.data');
  const clusterDir = join(dataDir, 'postgres');
  if (!existsSync(clusterDir)) return null;
  try {
    return await startEmbeddedPostgres({ dataDir });
  } catch (error) {
    if (!(error instanceof DataDirInUse)) throw error;
  }
  const running = readPostmasterFile(clusterDir);
  if (!running?.ready) return null;
  const password = ownerPassword(dataDir, clusterDir);
  const url = `postgres://${OWNER}:${password}@127.0.0.1:${running.port}/postgres`;
  return { url, stop: async () => {} };
}
