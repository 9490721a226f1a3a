import { type App, DatabaseClock, openDatabase } from '@1999/platform';
import { listOrders } from '../../packages/dispatch/queries/list-orders.ts';
import { type Bench, eachRun } from './bench.ts';
import { p50AndP99 } from './figures.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';
import { newContact, somePlace, takeIn } from './one-intake.ts';
import { fillOpenOrders } from './open-orders.ts';

const OPEN = 100_000;
const SAMPLES = 300;
const NEAREST = 20;

/**
 * The 20 open orders nearest their deadline, with all a list shows of them, out of 100,000 open:
 * the query as the application runs it, and the same through HTTP as a signed-in supervisor. Beside
 * them the ids of the same twenty, and the answer of a route that asks nothing.
 */
export const nearestOrders: Bench = {
  withinSeconds: 90,
  measure: (signal) =>
    withHotline(signal, async (hotline) => {
      const agent = await hotline.signIn('agent1');
      const order = await takeIn(agent, await newContact(agent), await somePlace(agent));
      await fillOpenOrders(hotline.sql, order, OPEN);
      const supervisor = await hotline.signIn('supervisor1');
      const query = await startQuery(hotline, supervisor.userId);
      const list = () => supervisor.http.json('GET', `/api/orders?limit=${NEAREST}`);
      const nothing = () => supervisor.http.json('GET', '/live');
      const ids = () => hotline.sql`
        select id from work_order where ended_at is null order by next_due_at limit ${NEAREST}`;
      try {
        for (const warmed of [query.once, ids, list, nothing]) await samplesOf(warmed);
        const queries = await eachRun(() => samplesOf(query.once));
        const least = await eachRun(() => samplesOf(ids));
        const lists = await eachRun(() => samplesOf(list));
        const answers = await eachRun(() => samplesOf(nothing));
        return [
          ...p50AndP99('nearest-orders', 'ms', queries, 'their ids by SQL', least),
          ...p50AndP99('nearest-orders.http', 'ms', lists, 'an empty answer by HTTP', answers),
        ];
      } finally {
        await query.stop();
      }
    }),
};

/** The list's own query in this process, with the application's role and its kind of client. */
async function startQuery({ databaseUrl, sql }: HotlineUnderTest, userId: string) {
  const database = openDatabase(databaseUrl, { connections: 1 });
  const clock = await DatabaseClock.follow(sql);
  const app = { db: database.db, clock } as unknown as App;
  const role = { role: 'supervisor', agencyId: null, sessionId: 'bench' } as const;
  const supervisor = { kind: 'user', id: userId, ...role } as const;
  const asked = { state: 'open', sort: 'due', limit: NEAREST } as const;
  return {
    once: () => listOrders(app, supervisor, asked),
    stop: async () => {
      clock.stop();
      await database.close();
    },
  };
}

async function samplesOf(once: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    const from = performance.now();
    await once();
    samples.push(performance.now() - from);
  }
  return samples;
}
