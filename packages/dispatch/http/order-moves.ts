import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import { acknowledgeOrder } from '../commands/acknowledge-order.ts';
import { arriveAtOrder } from '../commands/arrive-at-order.ts';
import { closeOrder } from '../commands/close-order.ts';
import { handOffOrder } from '../commands/hand-off-order.ts';
import { reassignOrder } from '../commands/reassign-order.ts';
import { refuseReport } from '../commands/refuse-report.ts';
import { releaseOrder } from '../commands/release-order.ts';
import { reportOrder } from '../commands/report-order.ts';
import { returnOrder } from '../commands/return-order.ts';
import { ruleOrder } from '../commands/rule-order.ts';
import { turnIntoPetition } from '../commands/turn-into-petition.ts';
import { verifyOrder } from '../commands/verify-order.ts';
import { DeviceTimed } from '../contract/agency.ts';
import {
  CloseOrderBody,
  HandOffOrderBody,
  ReasonBody,
  ReassignOrderBody,
  ReportOrderBody,
  ReturnOrderBody,
  RuleOrderBody,
} from '../contract.ts';
import { NoBody, orderMover } from './order-mover.ts';

/** What can be done to an order, each a door of its own to one command. */
export function orderMoveRoutes(server: FastifyInstance, _app: App): void {
  const move = orderMover(server);

  move('acknowledgement', 'order.acknowledge', DeviceTimed.nullish(), (caller, orderId, body) =>
    acknowledgeOrder(caller, { ...body, orderId, via: 'app' }),
  );
  move('arrival', 'order.arrive', DeviceTimed.nullish(), (caller, orderId, body) =>
    arriveAtOrder(caller, { ...body, orderId }),
  );
  move('report', 'order.report', ReportOrderBody, (caller, orderId, body) =>
    reportOrder(caller, { ...body, orderId }),
  );
  move('verification', 'order.verify', NoBody, (caller, orderId) =>
    verifyOrder(caller, { orderId }),
  );
  move('refusal', 'order.verify', ReasonBody, (caller, orderId, body) =>
    refuseReport(caller, { ...body, orderId }),
  );
  move('petition', 'order.petition', ReasonBody, (caller, orderId, body) =>
    turnIntoPetition(caller, { ...body, orderId }),
  );
  move('closure', 'order.close', CloseOrderBody, (caller, orderId, body) =>
    closeOrder(caller, { ...body, orderId }),
  );
  move('return', 'order.return', ReturnOrderBody, (caller, orderId, body) =>
    returnOrder(caller, { ...body, orderId }),
  );
  move('reassignment', 'order.reassign', ReassignOrderBody, (caller, orderId, body) =>
    reassignOrder(caller, { ...body, orderId }),
  );
  move('ruling', 'order.rule', RuleOrderBody, (caller, orderId, body) =>
    ruleOrder(caller, { ...body, orderId }),
  );
  move('release', 'order.release', ReasonBody, (caller, orderId, body) =>
    releaseOrder(caller, { ...body, orderId }),
  );
  move('handoff', 'order.handOff', HandOffOrderBody, (caller, orderId, body) =>
    handOffOrder(caller, { ...body, orderId }),
  );
}
