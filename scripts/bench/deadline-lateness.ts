import postgres from 'postgres';
import { type Bench, eachRun } from './bench.ts';
import { type DueClocks, letComeDue } from './due-clocks.ts';
import { p50AndP99 } from './figures.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';
import { newContact, somePlace, takeIn } from './one-intake.ts';
import { fillOpenOrders } from './open-orders.ts';

const CROWD: DueClocks = { count: 4_000, everyMs: 1 };
const WARM_BURSTS = 2;
const LONE: DueClocks = { count: 16, everyMs: 153 };

/**
 * How late a breach is recorded after its due time: with 1,000 due a second, every breach followed
 * by what the platform does about it; and one at a time, which is the wake itself. Of the crowd
 * also how late listeners are told, which is after commit and sealing. Beside timers in memory, on
 * a hotline that has been through two such crowds. Among 50,000 open orders; with `--full` among
 * 1,000,000.
 */
export const deadlineLateness: Bench = {
  withinSeconds: 120,
  fullWithinSeconds: 600,
  measure: (signal, full) =>
    withHotline(signal, async (hotline) => {
      const agent = await hotline.signIn('agent1');
      const order = await takeIn(agent, await newContact(agent), await somePlace(agent));
      const around = full ? 1_000_000 : 50_000;
      await fillOpenOrders(hotline.sql, order, around);
      console.log(`  among ${around} open orders`);
      const timers = await eachRun(() => timersLateness(CROWD));
      const loneTimers = await eachRun(() => timersLateness(LONE));
      // A hotline runs for weeks: what is measured is not its first minute.
      for (let burst = 0; burst < WARM_BURSTS; burst++) await letComeDue(hotline.sql, order, CROWD);
      const lone = await eachRun(() => letComeDue(hotline.sql, order, LONE));
      const bell = await listen(hotline);
      const crowds = await eachRun(async () => {
        const { lateMs, from } = await letComeDue(hotline.sql, order, CROWD);
        return { lateMs, toldMs: await bell.toldLate(from) };
      });
      await bell.close();
      const named = 'timer in memory';
      return [
        ...p50AndP99(
          'deadline-lateness',
          'ms',
          crowds.map(({ lateMs }) => lateMs),
          named,
          timers,
        ),
        ...p50AndP99(
          'deadline-told',
          'ms',
          crowds.map(({ toldMs }) => toldMs),
          named,
          timers,
        ),
        ...p50AndP99(
          'deadline-wake',
          'ms',
          lone.map(({ lateMs }) => lateMs),
          named,
          loneTimers,
        ),
      ];
    }),
};

/** How late (ms) timers of this process fire that are set for the same moments. */
function timersLateness({ count, everyMs }: DueClocks): Promise<number[]> {
  const start = performance.now() + 50;
  const late: number[] = [];
  return new Promise((resolve) => {
    for (let nth = 0; nth < count; nth++) {
      const due = start + nth * everyMs;
      // Whole milliseconds, upwards: a timer must not fire before its moment, nor may a breach.
      const delay = Math.ceil(due - performance.now());
      setTimeout(() => {
        if (late.push(performance.now() - due) === count) resolve(late);
      }, delay);
    }
  });
}

/** Notes when listeners are told how far the journal is sealed, by this machine's one wall clock. */
async function listen({ databaseUrl, sql }: HotlineUnderTest) {
  const connection = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const heard: { head: number; at: number }[] = [];
  await connection.listen('journal', (head) => heard.push({ head: Number(head), at: Date.now() }));
  return {
    /** How late (ms) each breach due since `from` was told. */
    toldLate: async (from: Date): Promise<number[]> => {
      const breaches = await sql<{ position: string; due: number }[]>`
        select position, extract(epoch from (payload->>'dueAt')::timestamptz)::float8 * 1000 as due
        from journal where type = 'clock.breached' and (payload->>'dueAt')::timestamptz >= ${from}
        order by journal.position`;
      let next = 0;
      return breaches.flatMap(({ position, due }) => {
        while ((heard[next]?.head ?? Number.POSITIVE_INFINITY) < Number(position)) next += 1;
        const told = heard[next];
        return told ? [told.at - due] : [];
      });
    },
    close: () => connection.end({ timeout: 1 }),
  };
}
