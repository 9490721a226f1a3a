import type { App } from './app.ts';
import type { Module } from './module.ts';

/** Any number that only this platform uses: one process seeds while the others wait. */
const SEED_LOCK = 1_999_000_002;

/**
 * Gives an empty database what a city begins with: every room's reference rows, and in demo mode
 * the demo's people after them. Each part of each room runs once, whichever process is first.
 */
export async function seedCity(app: App, modules: readonly Module[]): Promise<void> {
  const connection = await app.sql.reserve();
  const once = async (room: string, part: string, seed: Module['seedDemo']) => {
    if (!seed) return;
    const [done] = await connection`
      select from seed_done where room = ${room} and part = ${part}`;
    if (done) return;
    await seed(app);
    await connection`insert into seed_done (room, part) values (${room}, ${part})`;
  };
  try {
    await connection`select pg_advisory_lock(${SEED_LOCK})`;
    for (const { name, seedReference } of modules) await once(name, 'reference', seedReference);
    if (!app.config.demo) return;
    for (const { name, seedDemo } of modules) await once(name, 'demo', seedDemo);
  } finally {
    await connection`select pg_advisory_unlock(${SEED_LOCK})`;
    connection.release();
  }
}
