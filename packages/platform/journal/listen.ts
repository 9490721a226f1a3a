import type { Sql } from 'postgres';
import { dedicatedConnection } from '../database/dedicated.ts';
import type { App } from '../module/app.ts';
import { Bell } from './bell.ts';

const RETRY_MS = 250;

/**
 * Rings `app.wake.sealed` whenever any process has sealed, by LISTEN on a connection of its own
 * that is made again when it drops. Readers also look by themselves, so a lost notice costs a
 * moment and never an event. Returns the way to stop.
 */
export function listenForSeals(app: App): () => Promise<void> {
  const stopping = new AbortController();
  const loop = listen(app, stopping.signal);
  return () => {
    stopping.abort();
    return loop;
  };
}

async function listen(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const closed = new Bell();
    const connection: Sql = dedicatedConnection(app.sql, {
      onNotify: (_channel, head) => app.wake.sealed(Number(head)),
      onClose: closed.ring,
    });
    try {
      await connection`listen journal`;
      app.wake.sealed();
      while (!signal.aborted && (await alive(connection))) await closed.wait(5_000, signal);
    } catch {
      // The database is away: try again shortly.
    }
    await connection.end({ timeout: 1 }).catch(() => {});
    await new Bell().wait(RETRY_MS, signal);
  }
}

/** Whether the connection that listens is still the one we made. */
async function alive(connection: Sql): Promise<boolean> {
  const channels = await connection`select pg_listening_channels()`;
  return channels.length > 0;
}
