import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../database/migrate.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts';
import { createDatabase, databaseUrl } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's address of the test cluster. */
    postgresUrl: string;
  }
}

const TEMPLATE = 'hotline_template';

/** One real PostgreSQL for the whole run, with a migrated template that each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), '1999-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, throwaway: true });
  await createDatabase(postgres.url, TEMPLATE);
  await migrate(databaseUrl(postgres.url, TEMPLATE));
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
