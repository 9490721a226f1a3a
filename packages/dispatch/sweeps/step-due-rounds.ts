import { setTimeout as pause } from 'node:timers/promises';
import type { App, Caller, Sweep } from '@1999/platform';
import { stepRound } from '../commands/step-round.ts';

/** In the statement's own text: with a value in its place PostgreSQL plans it each time anew. */
const BATCH = '100';
/** What one transaction holds: few enough that whoever waits for an order hardly notices. */
const TOGETHER = 20;

/**
 * Goes on telling people where nobody has answered in time, or a breach has said to go higher;
 * dangers first.
 */
export const stepDueRounds: Sweep = {
  name: 'dispatch.rounds',
  nextDue: `
    select least(
      (select min(next_step_at) from escalation where danger and next_step_at is not null),
      (select min(next_step_at) from escalation where not danger and next_step_at is not null))`,
  run: async (app) => {
    const caller: Caller = { app, actor: { kind: 'system', id: 'dispatch.rounds' } };
    const due = await roundsDue(app);
    // Two rounds of one order can't be stepped together: the second waits for the next sweep.
    const firsts = due.filter(
      ({ orderId }, nth) => due.findIndex((other) => other.orderId === orderId) === nth,
    );
    let stepped = 0;
    const failures: unknown[] = [];
    for (let from = 0; from < firsts.length; from += TOGETHER) {
      const begun = performance.now();
      const asked = firsts
        .slice(from, from + TOGETHER)
        .map(({ id, orderId }) => stepRound(caller, { orderId, escalationId: id }));
      const ended = await Promise.allSettled(asked);
      for (const one of ended) {
        if (one.status === 'rejected') failures.push(one.reason);
        else if (one.value) stepped += 1;
      }
      // While many are due, half of the time is left to what records that clocks are missed.
      if (asked.length === TOGETHER) await pause(performance.now() - begun);
    }
    // Whatever keeps one round back keeps no other.
    if (failures.length > 0) throw failures[0];
    return stepped;
  },
};

/**
 * The rounds whose time has come, dangers first, each the longest overdue first. Found by the index
 * of either kind and never sorted whole, for in a surge thousands are due.
 */
async function roundsDue({ sql, clock }: App): Promise<{ id: string; orderId: string }[]> {
  return sql<{ id: string; orderId: string }[]>`
    with this as materialized (select ${clock.now().toString()}::timestamptz as moment),
    due as (
      (select id, order_id, danger, next_step_at from escalation
        where danger and next_step_at <= (select moment from this)
        order by next_step_at limit ${sql.unsafe(BATCH)})
      union all
      (select id, order_id, danger, next_step_at from escalation
        where not danger and next_step_at <= (select moment from this)
        order by next_step_at limit ${sql.unsafe(BATCH)}))
    select id, order_id as "orderId" from due
    order by danger desc, next_step_at limit ${sql.unsafe(BATCH)}`;
}
