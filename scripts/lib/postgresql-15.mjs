import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { aptInstall, mayInstall } from './debian.mjs';

const BIN = '/usr/lib/postgresql/15/bin';

/**
 * Debian's PostgreSQL 15, for the tests of DATABASE_URL.
 * @returns the folder of its programs; undefined where it cannot be had, and those tests say so.
 */
export async function ensurePostgresql15() {
  if (process.env.POSTGRESQL_15_BIN) return process.env.POSTGRESQL_15_BIN;
  if (existsSync(`${BIN}/postgres`)) return BIN;
  if (mayInstall()) {
    // The tests run servers of their own; Debian shall not start one beside them.
    mkdirSync('/etc/postgresql-common', { recursive: true });
    writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
    await aptInstall('postgresql-15').catch((error) => console.error(error.message));
  }
  if (existsSync(`${BIN}/postgres`)) return BIN;
  console.log('  PostgreSQL 15 is not here: the tests of DATABASE_URL against it are not run.');
  return undefined;
}
