import postgres from 'postgres';
import { findDatabase } from '../embedded-postgres/find-database.ts';
import { verifyJournal } from './verify.ts';

process.exitCode = await verify();

/** Prints what was found; 0 when the journal is whole, 1 when it is not, 2 without a database. */
async function verify(): Promise<number> {
  const found = await findDatabase(process.env);
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
