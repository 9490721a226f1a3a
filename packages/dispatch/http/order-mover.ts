import type { Caller } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { OrderState } from '../contract.ts';

const params = z.strictObject({ id: Id });

/** The body of a move that needs to be told nothing. */
export const NoBody = z.strictObject({}).nullish();

/** What the doors answer: the state the order is in now, and what the move made. */
const Moved = z.object({
  orderId: Id,
  state: OrderState,
  /** Acknowledged before, by another way: this one is kept beside it. */
  already: z.boolean().optional(),
  pauseId: Id.optional(),
  extensionId: Id.optional(),
});

/**
 * Gives a function that opens `POST /api/orders/:id/DOOR` to one command, which takes
 * `body`.
 */
export function orderMover(server: FastifyInstance) {
  return <B extends z.ZodType>(
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
}
