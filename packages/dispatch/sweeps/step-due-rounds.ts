import type { Caller, Sweep } from '@1999/platform';
import { stepRound } from '../commands/step-round.ts';

const BATCH = 100;

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
    let stepped = 0;
    for (const { id, orderId } of due) {
      if (await stepRound(caller, { orderId, escalationId: id })) stepped += 1;
    }
    return stepped;
  },
};
