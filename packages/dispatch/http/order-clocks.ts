import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import { askExtension } from '../commands/ask-extension.ts';
import { attachOrder } from '../commands/attach-order.ts';
import { decideExtension } from '../commands/decide-extension.ts';
import { detachOrder } from '../commands/detach-order.ts';
import { pauseOrder } from '../commands/pause-order.ts';
import { reopenOrder } from '../commands/reopen-order.ts';
import { resumeOrder } from '../commands/resume-order.ts';
import {
  AskExtensionBody,
  AttachOrderBody,
  DecideExtensionBody,
  PauseOrderBody,
  ReasonBody,
  ResumeOrderBody,
} from '../contract.ts';
import { NoBody, orderMover } from './order-mover.ts';

/** What moves an order's deadlines, each a door of its own to one command. */
export function orderClockRoutes(server: FastifyInstance, _app: App): void {
  const move = orderMover(server);

  move('pauses', 'order.pause', PauseOrderBody, (caller, orderId, body) =>
    pauseOrder(caller, { ...body, orderId }),
  );
  move('resume', 'order.resume', ResumeOrderBody.nullish(), (caller, orderId, body) =>
    resumeOrder(caller, { ...body, orderId }),
  );
  move('extension', 'order.askExtension', AskExtensionBody, (caller, orderId, body) =>
    askExtension(caller, { ...body, orderId }),
  );
  move(
    'extension/decision',
    'order.decideExtension',
    DecideExtensionBody,
    (caller, orderId, body) => decideExtension(caller, { ...body, orderId }),
  );
  move('reopening', 'order.reopen', ReasonBody, (caller, orderId, body) =>
    reopenOrder(caller, { ...body, orderId }),
  );
  move('attach', 'order.attach', AttachOrderBody, (caller, orderId, body) =>
    attachOrder(caller, { ...body, orderId }),
  );
  move('detach', 'order.detach', NoBody, (caller, orderId) => detachOrder(caller, { orderId }));
}
