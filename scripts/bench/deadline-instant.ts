import { type Bench, eachRun } from './bench.ts';
import { letComeDue } from './due-clocks.ts';
import { withHotline } from './hotline-under-test.ts';
import { newContact, somePlace, takeIn } from './one-intake.ts';

const CROWD = { count: 10_000, everyMs: 0 };

/**
 * 10,000 clocks due in one instant, every second one of a danger: when the last danger and the last
 * of all was recorded. Beside the same rows marked by one statement.
 */
export const deadlineInstant: Bench = {
  withinSeconds: 120,
  measure: (signal) =>
    withHotline(signal, async (hotline) => {
      const agent = await hotline.signIn('agent1');
      const order = await takeIn(agent, await newContact(agent), await somePlace(agent));
      const last = (late: readonly number[]) => Math.max(...late);
      const crowds = await eachRun(() => letComeDue(hotline.sql, order, CROWD));
      const references = await eachRun(async () => {
        const from = performance.now();
        await hotline.sql`create table bench_marked as
          select id, due_at, now() as recorded_at from order_clock limit ${CROWD.count}`;
        const ms = performance.now() - from;
        await hotline.sql`drop table bench_marked`;
        return ms;
      });
      const row = (name: string, values: readonly number[]) => ({
        name,
        unit: 'ms',
        values,
        referenceName: 'as many rows written by one statement',
        references,
      });
      return [
        row(
          'deadline-instant.dangers',
          crowds.map(({ dangerLateMs }) => last(dangerLateMs)),
        ),
        row(
          'deadline-instant.all',
          crowds.map(({ lateMs }) => last(lateMs)),
        ),
      ];
    }),
};
