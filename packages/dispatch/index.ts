import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { agencyRoutes } from './http/agency.ts';
import { linkedOrderRoutes } from './http/linked-order.ts';
import { orderClockRoutes } from './http/order-clocks.ts';
import { orderMoveRoutes } from './http/order-moves.ts';
import { orderRoutes } from './http/orders.ts';
import { ruleRoutes } from './http/rules.ts';
import { live, topics } from './live.ts';
import { plugOrderWords } from './plug-order-words.ts';
import { answerOfDutyContact } from './reactions/answer-of-duty-contact.ts';
import { seedReference } from './seed-reference.ts';
import { recountOpenOrders } from './sweeps/recount-open-orders.ts';
import { stepDueRounds } from './sweeps/step-due-rounds.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';

export { acknowledgeOrder } from './commands/acknowledge-order.ts';
export { issueOrder } from './commands/issue-order.ts';

/** Urgent work orders: their states, their deadlines, and telling people until somebody answers. */
export const dispatch: Module = {
  name: 'dispatch',
  access,
  routes: async (server, app) => {
    orderRoutes(server, app);
    orderMoveRoutes(server, app);
    orderClockRoutes(server, app);
    ruleRoutes(server, app);
    agencyRoutes(server, app);
    await linkedOrderRoutes(server, app);
  },
  reactions: [answerOfDutyContact],
  sweeps: [sweepClocks, recountOpenOrders, stepDueRounds],
  live,
  topics,
  plug: plugOrderWords,
  seedReference,
};
