import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/client.ts';
import type { Wake } from '../journal/wake.ts';
import type { Vault } from '../vault/vault.ts';
import type { Services } from './service.ts';

/** Everything a running process has in hand. Built once in the hotline, or by the test harness. */
export interface App {
  readonly config: Config;
  readonly clock: Clock;
  /** Typed queries outside a transaction; writes go through commands. */
  readonly db: Database;
  readonly sql: Sql;
  readonly vault: Vault;
  readonly log: Logger;
  readonly meters: Registry;
  readonly wake: Wake;
  readonly services: Services;
}
