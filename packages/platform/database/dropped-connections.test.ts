import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres/index.ts';

// Longer by hand: FAULT_SECONDS=35.
const SECONDS = Number(process.env.FAULT_SECONDS ?? 10);

let dataDir: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dropped-connections-'));
  server = await startEmbeddedPostgres({ dataDir });
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const endBackends = () =>
  asOwner(
    (sql) => sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );

test(
  'a process under load outlives dropped connections and a lost server, answers within 2 s of its return, and writes nothing by halves',
  async () => {
    await asOwner((sql) => sql`create table halves (id uuid, half int)`);
    const client = fork(join(import.meta.dirname, 'fixtures/busy-client.ts'), [server.url], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let complaint = '';
    client.stderr?.on('data', (chunk) => {
      complaint += chunk;
    });
    let ended = false;
    const end = once(client, 'exit').then(() => {
      ended = true;
    });
    /** Milliseconds until every kind of question, asked anew from now on, was answered. */
    const allAnswer = async (): Promise<number> => {
      const from = performance.now();
      const answered = once(client, 'message').then(() => performance.now() - from);
      if (!ended) client.send('ask');
      const late = delay(10_000, Number.POSITIVE_INFINITY, { ref: false });
      return Promise.race([answered, end.then(() => Number.POSITIVE_INFINITY), late]);
    };

    await allAnswer();
    const returns: number[] = [];
    const until = performance.now() + SECONDS * 1000;
    for (let round = 0; performance.now() < until && !ended; round += 1) {
      for (let kills = 0; kills < 12 && !ended; kills += 1) {
        await endBackends();
        await delay(20 + ((kills * 37) % 90));
      }
      const { port } = server;
      await server.stop();
      await delay(round % 2 === 0 ? 200 : 1500);
      server = await startEmbeddedPostgres({ dataDir, port });
      returns.push(await allAnswer());
    }

    expect(complaint).toBe('');
    expect(ended).toBe(false);
    expect(returns.length).toBeGreaterThan(0);
    expect(Math.max(...returns)).toBeLessThan(2000);
    const broken = await asOwner(
      (sql) => sql`select id from halves group by id having count(*) <> 2`,
    );
    client.disconnect();
    await end;
    expect(broken.length).toBe(0);
    console.log(
      `${returns.length} returns of the server; answered after ${returns.map(Math.round).join(', ')} ms`,
    );
  },
  (SECONDS + 40) * 1000,
);
