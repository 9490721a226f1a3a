import type { App, Caller } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
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
  OrderState,
  PauseOrderBody,
  ReasonBody,
  ResumeOrderBody,
} from '../contract.ts';

const params = z.strictObject({ id: Id });
const Moved = z.object({
  orderId: Id,
  state: OrderState,
  pauseId: Id.optional(),
  extensionId: Id.optional(),
});
const NoBody = z.strictObject({}).nullish();

/** What moves an order's deadlines, each a door of its own to one command. */
export function orderClockRoutes(server: FastifyInstance, _app: App): void {
  const move = <B extends z.ZodType>(
    door: string,
    action: string,
    body: B,
    run: (caller: Caller, orderId: string, body: z.output<B>) => Promise<z.infer<typeof Moved>>,
  ) =>
    server.withTypeProvider<ZodTypeProvider>().route({
      method: 'POST',
      url: `/api/orders/:id/${door}`,
      config: { action },
      schema: { tags: ['dispatch'], params, body, response: { 200: Moved } },
      handler: (request) =>
        run(
          request.caller,
          (request.params as z.infer<typeof params>).id,
          request.body as z.output<B>,
        ),
    });

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
