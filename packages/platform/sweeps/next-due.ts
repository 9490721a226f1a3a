import { parseInstant } from '../database/instant.ts';
import type { App } from '../module/app.ts';
import type { Sweep } from '../module/module.ts';

/**
 * The moments at which the sweeps next have something to do, in their order; null for one that
 * waits for nothing. All are asked for by one statement.
 */
export async function nextDues(
  app: App,
  sweeps: readonly Sweep[],
): Promise<(Temporal.Instant | null)[]> {
  if (sweeps.length === 0) return [];
  const asked = sweeps.map(({ nextDue }, nth) => `(${nextDue})::text as "${nth}"`);
  const [row] = await app.sql<Record<string, string | null>[]>`
    select ${app.sql.unsafe(asked.join(', '))}`;
  return Promise.all(
    sweeps.map(async ({ exactly }, nth) => {
      const text = row?.[nth];
      if (!text) return null;
      const at = parseInstant(text);
      if (!exactly || Temporal.Instant.compare(at, app.clock.now()) > 0) return at;
      // Where that can't be read, the sweep itself fails, and no other one with it.
      return exactly(app).catch(() => at);
    }),
  );
}
