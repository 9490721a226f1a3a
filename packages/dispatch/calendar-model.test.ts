import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CalendarView, PolicyView } from './contract.ts';
import { recountOpenOrders } from './sweeps/recount-open-orders.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

/** Monday 2 March 2026, 00:00 in Taipei, which has no summer time; all is counted in minutes. */
const ZERO = Temporal.Instant.from('2026-03-01T16:00:00Z');
const DAY = 24 * 60;
const minuteOf = (at: Temporal.Instant) => at.since(ZERO).total('minutes');
const dateOf = (day: number) => Temporal.PlainDate.from('2026-03-02').add({ days: day });

type Days = Pick<CalendarView, 'week' | 'dates'>;
const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const windowsOf = ({ week, dates }: Days, day: number) => {
  const date = dateOf(day);
  return dates[date.toString()]?.windows ?? week[String(date.dayOfWeek)] ?? [];
};

/** The plain reference: walk minute by minute and count those in which the office is open. */
function walkedDue(days: Days, start: number, within: number): number {
  let left = within;
  for (let minute = start; ; minute += 1) {
    const [day, of] = [Math.floor(minute / DAY), ((minute % DAY) + DAY) % DAY];
    const open = windowsOf(days, day).some(
      ({ from, to }) => of >= minutes(from) && of < minutes(to),
    );
    if (open) left -= 1;
    if (left === 0) return minute + 1;
  }
}

/** The promise to reply in one cycle of the order, as the reference keeps it. */
interface Reply {
  readonly start: number;
  due: number;
  met: number | null;
}

const step = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), n: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({
    do: fc.constantFrom('dayOff' as const, 'dayOn' as const),
    n: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({
    do: fc.constantFrom(...(['close', 'reopen', 'sweep'] as const)),
    n: fc.constant(0),
  }),
);

test('whatever days are taken off or given, and however often it is reopened, each reply is due when its open minutes have passed', async () => {
  const supervisor = city.who('supervisor1');
  const crew = city.agencyClient('pwb-maintenance');
  const policies = ok<PolicyView[]>(await supervisor.get('/api/dispatch/policies'));
  const rule = policies.find(({ kind, danger, current }) => kind === 'reply' && !danger && current);
  const within = (rule?.withinSeconds ?? 0) / 60;
  expect(rule?.calendar).toBe('working');
  const now = () => minuteOf(city.clock.now());

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const [published] = ok<CalendarView[]>(await supervisor.get('/api/dispatch/calendars'));
      if (!published) throw new Error('no calendar');
      let { version, week, dates } = published;
      const order = await city.issue({ type: 'streetLight' });
      const begin = (): Reply => ({
        start: now(),
        due: walkedDue({ week, dates }, now(), within),
        met: null,
      });
      const replies = [begin()];
      const last = () => replies.at(-1) as Reply;
      const publish = async (day: number, windows: CalendarView['week'][string]) => {
        const date = dateOf(Math.floor(now() / DAY) + day).toString();
        dates = { ...dates, [date]: { name: '測試', windows } };
        const body = { code: 'working', basedOn: version, week, dates };
        ok(await supervisor.post('/api/dispatch/calendars', body), 201);
        version += 1;
        while ((await recountOpenOrders.run(city.app)) > 0);
        const reply = last();
        // What is over, or was late before the change, stays as it was; nothing becomes due before it.
        if (reply.met !== null || now() > reply.due) return;
        reply.due = Math.max(walkedDue({ week, dates }, reply.start, within), now());
      };
      for (const { do: what, n } of steps) {
        if (what === 'pass') city.clock.advance({ minutes: n });
        if (what === 'sweep') while ((await sweepClocks.run(city.app)) > 0);
        if (what === 'dayOff') await publish(n, []);
        if (what === 'dayOn') await publish(n, [{ from: '06:00', to: '22:00' }]);
        if (what === 'close' && last().met === null) {
          ok(await crew.post(`/api/orders/${order.id}/acknowledgement`));
          ok(await crew.post(`/api/orders/${order.id}/report`, { text: '已修復' }));
          ok(await crew.post(`/api/orders/${order.id}/closure`, { ground: 'report' }));
          last().met = now();
        }
        if (what === 'reopen' && last().met !== null) {
          ok(await supervisor.post(`/api/orders/${order.id}/reopening`, { reason: '燈又不亮' }));
          replies.push(begin());
        }
        const { clocks } = await city.order(order.id);
        const shown = clocks
          .filter(({ kind }) => kind === 'reply')
          .map(({ dueAt, state }) => ({
            due: minuteOf(Temporal.Instant.from(dueAt)),
            late: state === 'breached' || state === 'metLate',
            over: state === 'met' || state === 'metLate',
          }));
        const kept = replies.map(({ due, met }) => ({
          due,
          late: (met ?? now()) > due,
          over: met !== null,
        }));
        expect(shown, what).toEqual(kept);
      }
      if (last().met === null) {
        ok(await supervisor.post(`/api/orders/${order.id}/release`, { reason: '測試結束' }));
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
