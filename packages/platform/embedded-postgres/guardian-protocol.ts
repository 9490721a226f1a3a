import type { RunAs } from './run-as.ts';

/** What the guardian needs to run the server; passed as JSON in its first argument. */
export interface GuardianOrder {
  native: string;
  clusterDir: string;
  /** Held by the guardian while it has a server in its care. */
  lockFile: string;
  logFile: string;
  /** The port asked for; undefined takes a free one, or that of an adopted orphan. */
  port: number | undefined;
  throwaway: boolean;
  runAs: RunAs | undefined;
}

/** What the guardian tells; `failed` is its last word. */
export type GuardianMessage =
  | { type: 'ready'; pid: number; port: number; adopted: boolean }
  | { type: 'log'; line: string }
  | { type: 'failed'; reason: string };

/** Settings on the command line, above anything in a configuration file. */
export function serverSettings({ throwaway }: GuardianOrder, port: number): string[] {
  // A citizen's report that was acknowledged survives a power cut.
  const durable = throwaway ? 'off' : 'on';
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The server's log may not repeat what citizens said: no statements, no DETAIL lines.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    jit: 'off',
    max_connections: 150,
    // Plans follow how large tables are. In a city just opened, and on the day of a storm, an hour
    // of orders comes in a minute: at the default a plan made for ten rows meets thousands meanwhile.
    autovacuum_naptime: '15s',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
