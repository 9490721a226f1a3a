import { type Bench, eachRun } from './bench.ts';
import { p50AndP99 } from './figures.ts';
import { withHotline } from './hotline-under-test.ts';
import { newContact, somePlace, takeIn } from './one-intake.ts';
import { fillOpenOrders } from './open-orders.ts';

const OPEN = 100_000;
const SAMPLES = 300;
const NEAREST = 20;

/**
 * The 20 open orders nearest their deadline, with all a list shows of them, out of 100,000 open,
 * through HTTP as a signed-in supervisor. Beside the least that could be asked of the database: the
 * ids of the same twenty.
 */
export const nearestOrders: Bench = {
  withinSeconds: 90,
  measure: (signal) =>
    withHotline(signal, async (hotline) => {
      const agent = await hotline.signIn('agent1');
      const order = await takeIn(agent, await newContact(agent), await somePlace(agent));
      await fillOpenOrders(hotline.sql, order, OPEN);
      const supervisor = await hotline.signIn('supervisor1');
      const list = () => supervisor.http.json('GET', `/api/orders?limit=${NEAREST}`);
      const ids = () => hotline.sql`
        select id from work_order where ended_at is null order by next_due_at limit ${NEAREST}`;
      await samplesOf(list);
      await samplesOf(ids);
      const lists = await eachRun(() => samplesOf(list));
      const least = await eachRun(() => samplesOf(ids));
      return p50AndP99('nearest-orders', 'ms', lists, 'their ids by SQL', least);
    }),
};

async function samplesOf(once: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  while (samples.length < SAMPLES) {
    const from = performance.now();
    await once();
    samples.push(performance.now() - from);
  }
  return samples;
}
