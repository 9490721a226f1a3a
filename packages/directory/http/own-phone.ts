import { type App, userOf } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dropOwnPhone, setOwnPhone } from '../commands/set-own-phone.ts';
import { OwnPhone, OwnPhoneBody } from '../contract.ts';
import { ownPhoneMasked } from '../queries/own-phone.ts';

const tags = ['directory'];
const url = '/api/me/phone';
const config = { action: 'me.phone' };

/** The telephone by which the signed-in person is reached; never read back in the clear. */
export function ownPhoneRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const own = async (userId: string) => ({ phone: await ownPhoneMasked(app, userId) });

  routes.route({
    method: 'GET',
    url,
    config,
    schema: { response: { 200: OwnPhone }, tags },
    handler: ({ caller }) => own(userOf({ caller })),
  });

  routes.route({
    method: 'PUT',
    url,
    config,
    schema: { body: OwnPhoneBody, response: { 200: OwnPhone }, tags },
    handler: async ({ caller, body }) => {
      const userId = userOf({ caller });
      await setOwnPhone(caller, { ...body, userId });
      return own(userId);
    },
  });

  routes.route({
    method: 'DELETE',
    url,
    config,
    schema: { response: { 204: z.null() }, tags },
    handler: async ({ caller }, reply) => {
      await dropOwnPhone(caller, { userId: userOf({ caller }) });
      return reply.code(204).send(null);
    },
  });
}
