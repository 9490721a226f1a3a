import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataDirInUse, startEmbeddedPostgres } from './index.ts';
import { OWNER, ownerPassword } from './init-cluster.ts';
import { readPostmasterFile } from './postmaster.ts';

/** A database found by a program at the terminal, and how to let go of it. */
export interface FoundDatabase {
  /** The owner's address. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * The installation's database, whether its server runs or not: DATABASE_URL, else the embedded one
 * of DATA_DIR, started for this when it does not run. Null where there is none yet.
 */
export async function findDatabase(env: NodeJS.ProcessEnv): Promise<FoundDatabase | null> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => {} };
  const dataDir = resolve(env.DATA_DIR || '.data');
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
