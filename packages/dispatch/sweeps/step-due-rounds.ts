import { setTimeout as pause } from 'node:timers/promises';
import type { Caller, Sweep } from '@1999/platform';
import { stepRound } from '../commands/step-round.ts';

const BATCH = 100;
/** What one transaction holds: few enough that whoever waits for an order hardly notices. */
const TOGETHER = 20;

/**
 * Goes on telling people where nobody has answered in time, or a breach has said to go higher;
 * dangers first.
 */
export const stepDueRounds: Sweep = {
  name: 'dispatch.rounds',
  nextDue: 'select min(next_step_at) from escalation where next_step_at is not null',
  run: async (app) => {
    const caller: Caller = { app, actor: { kind: 'system', id: 'dispatch.rounds' } };
    const due = await app.sql<{ id: string; orderId: string }[]>`
      select e.id, e.order_id as "orderId"
      from escalation e join work_order o on o.id = e.order_id
      where e.next_step_at <= ${app.clock.now().toString()}
      order by o.danger desc, e.next_step_at limit ${BATCH}`;
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
