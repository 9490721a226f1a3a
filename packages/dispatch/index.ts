import { caseReaders } from '@1999/cases';
import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { agencyRoutes } from './http/agency.ts';
import { incidentRoutes } from './http/incidents.ts';
import { linkedOrderRoutes } from './http/linked-order.ts';
import { orderClockRoutes } from './http/order-clocks.ts';
import { orderMoveRoutes } from './http/order-moves.ts';
import { orderRoutes } from './http/orders.ts';
import { riskRoutes } from './http/risk.ts';
import { ruleRoutes } from './http/rules.ts';
import { hasInspectedOrder } from './io/verification-rules.ts';
import { live, topics } from './live.ts';
import { plugCitizenCall } from './plug-citizen-call.ts';
import { plugIncidentWords } from './plug-incident-words.ts';
import { plugOrderWords } from './plug-order-words.ts';
import { answerOfDutyContact } from './reactions/answer-of-duty-contact.ts';
import { followUpDissatisfied } from './reactions/follow-up-dissatisfied.ts';
import { keepIncidents } from './reactions/keep-incidents.ts';
import { riskOfNewOrder } from './reactions/risk-of-new-order.ts';
import { seedReference } from './seed-reference.ts';
import { endSurges } from './sweeps/end-surges.ts';
import { reckonOpenOrders } from './sweeps/reckon-open-orders.ts';
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
    incidentRoutes(server, app);
    riskRoutes(server, app);
    agencyRoutes(server, app);
    await linkedOrderRoutes(server, app);
  },
  reactions: [answerOfDutyContact, keepIncidents, followUpDissatisfied, riskOfNewOrder],
  sweeps: [sweepClocks, recountOpenOrders, stepDueRounds, endSurges, reckonOpenOrders],
  live,
  topics,
  plug: (app) => {
    plugOrderWords(app);
    plugCitizenCall(app);
    app.services.get(caseReaders).set('inspector', hasInspectedOrder);
    plugIncidentWords(app);
  },
  seedReference,
};
