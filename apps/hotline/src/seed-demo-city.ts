import type { App, Module } from '@1999/platform';

/** Any number that only this platform uses: one process seeds while the others wait. */
const SEED_LOCK = 1_999_000_002;

/** Gives an empty demo database its city: agencies, people, rosters, policies. Runs once. */
export async function seedDemoCity(app: App, modules: readonly Module[]): Promise<void> {
  const connection = await app.sql.reserve();
  try {
    await connection`select pg_advisory_lock(${SEED_LOCK})`;
    for (const module of modules) {
      if (!module.seedDemo) continue;
      const [done] = await connection`select 1 from demo_seed where room = ${module.name}`;
      if (done) continue;
      await module.seedDemo(app);
      await connection`insert into demo_seed (room) values (${module.name})`;
    }
  } finally {
    await connection`select pg_advisory_unlock(${SEED_LOCK})`;
    connection.release();
  }
}
