import { addAttachment, onePhotoOf, preparePhoto, takesOnePhoto } from '@1999/cases';
import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actByLink } from '../commands/act-by-link.ts';
import { DeviceTimed, LinkedOrder } from '../contract/agency.ts';
import { OrderState, ReportOrderBody } from '../contract.ts';
import { openLink } from '../io/linked-order.ts';
import { linkedOrderView } from '../queries/linked-order-view.ts';

const tags = ['contractor link'];
const config = { action: 'order.useLink' };
const Moved = z.object({ state: OrderState });

/** What a contractor or utility can do with the link to one order; the token says which. */
export async function linkedOrderRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(async (scope) => {
    await takesOnePhoto(scope);
    const routes = scope.withTypeProvider<ZodTypeProvider>();
    routes.route({
      method: 'GET',
      url: '/api/linked-order',
      config,
      schema: { tags, response: { 200: LinkedOrder } },
      handler: ({ caller: { actor } }) => linkedOrderView(app, actor),
    });
    for (const [door, action] of [
      ['acknowledgement', 'acknowledge'],
      ['arrival', 'arrive'],
    ] as const) {
      routes.route({
        method: 'POST',
        url: `/api/linked-order/${door}`,
        config,
        schema: { tags, body: DeviceTimed.nullish(), response: { 200: Moved } },
        handler: ({ caller, body }) => actByLink(caller, { action, ...body }),
      });
    }
    routes.route({
      method: 'POST',
      url: '/api/linked-order/report',
      config,
      schema: { tags, body: ReportOrderBody, response: { 200: Moved } },
      handler: ({ caller, body }) => actByLink(caller, { action: 'report', body }),
    });
    routes.route({
      method: 'POST',
      url: '/api/linked-order/photos',
      config,
      schema: {
        tags,
        consumes: ['multipart/form-data'],
        response: { 201: z.object({ attachmentId: Id }) },
      },
      handler: async (request, reply) => {
        const { caller } = request;
        const { caseId, agencyId } = await openLink(app.db, caller.actor, app.clock.now());
        const photo = await preparePhoto(await onePhotoOf(request), true);
        const added = await addAttachment(caller, { caseId, source: 'agency', agencyId, photo });
        return reply.code(201).send(added);
      },
    });
  });
}
