import { Pool } from 'pg';
import { APP_ROLE } from '../database/client.ts';
import type { App } from '../module/app.ts';

/**
 * Connections for the job library, working as the application role. A connection that drops is
 * logged and replaced, never an uncaught error.
 */
export function openJobPool(app: App, databaseUrl: string, connections: number): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: connections,
    options: `-c role=${APP_ROLE}`,
    application_name: '1999 jobs',
    connectionTimeoutMillis: 5_000,
  });
  const dropped = (error: Error) =>
    app.log.warn({ reason: error.message }, 'a connection of the job queue dropped');
  pool.on('error', dropped);
  pool.on('connect', (client) => client.on('error', dropped));
  return pool;
}
