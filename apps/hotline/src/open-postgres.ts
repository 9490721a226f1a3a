import type { Config } from '@1999/platform';
import { startEmbeddedPostgres } from '@1999/platform/embedded-postgres';
import type { Logger } from 'pino';

/** The database this process works on: a server's, or the embedded one it starts itself. */
export async function openPostgres(
  config: Config,
  log: Logger,
): Promise<{ ownerUrl: string; appUrl: string; stop: () => Promise<void> }> {
  if (config.databaseUrl) {
    return {
      ownerUrl: config.databaseUrl,
      appUrl: config.appDatabaseUrl ?? config.databaseUrl,
      stop: async () => {},
    };
  }
  const embedded = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    httpPort: config.port,
    log: (line) => log.debug({ postgres: line }),
  });
  return { ownerUrl: embedded.url, appUrl: embedded.url, stop: () => embedded.stop() };
}
