import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { orderMoveRoutes } from './http/order-moves.ts';
import { orderRoutes } from './http/orders.ts';
import { live, topics } from './live.ts';
import { plugOrderWords } from './plug-order-words.ts';
import { answerOfDutyContact } from './reactions/answer-of-duty-contact.ts';
import { seedReference } from './seed-reference.ts';
import { stepDueRounds } from './sweeps/step-due-rounds.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';

export { acknowledgeOrder } from './commands/acknowledge-order.ts';
export { issueOrder } from './commands/issue-order.ts';

/** Urgent work orders: their states, their deadlines, and telling people until somebody answers. */
export const dispatch: Module = {
  name: 'dispatch',
  access,
  routes: (server, app) => {
    orderRoutes(server, app);
    orderMoveRoutes(server, app);
  },
  reactions: [answerOfDutyContact],
  sweeps: [sweepClocks, stepDueRounds],
  live,
  topics,
  plug: plugOrderWords,
  seedReference,
};
