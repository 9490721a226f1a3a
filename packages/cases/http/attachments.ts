import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { addAttachment } from '../commands/add-attachment.ts';
import { preparePhoto } from '../io/photo.ts';
import { attachmentById, attachmentData } from '../queries/attachments.ts';
import { holdToScope } from '../queries/case-access.ts';
import { onePhotoOf, takesOnePhoto } from './one-photo.ts';

const tags = ['attachments'];
const UploadQuery = z.strictObject({
  caseId: Id,
  /** Keep when and where the photo says it was taken. */
  keepOrigin: z.enum(['true', 'false']).default('false'),
});

/** Photos of a case: `POST` takes multipart/form-data with one part named `file`. */
export async function attachmentRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(async (scope) => {
    await takesOnePhoto(scope);
    const routes = scope.withTypeProvider<ZodTypeProvider>();

    routes.route({
      method: 'POST',
      url: '/api/attachments',
      config: { action: 'attachment.add' },
      schema: {
        querystring: UploadQuery,
        consumes: ['multipart/form-data'],
        response: { 201: z.strictObject({ attachmentId: Id }) },
        tags,
      },
      handler: async (request, reply) => {
        const { caseId, keepOrigin } = request.query;
        const { actor } = request.caller;
        await holdToScope(app, request.scope, actor, caseId);
        const photo = await preparePhoto(await onePhotoOf(request), keepOrigin === 'true');
        const agencyId = actor.kind === 'user' ? actor.agencyId : null;
        const source = agencyId ? 'agency' : 'agent';
        const added = await addAttachment(request.caller, { caseId, source, agencyId, photo });
        return reply.code(201).send(added);
      },
    });

    routes.route({
      method: 'GET',
      url: '/api/attachments/:id',
      config: { action: 'attachment.read' },
      schema: { params: z.strictObject({ id: Id }), tags },
      handler: async ({ params, scope: reach, caller: { actor } }, reply) => {
        const found = await attachmentById(app.db, params.id);
        if (!found) throw new NotFound();
        await holdToScope(app, reach, actor, found.caseId);
        const data = await attachmentData(app.db, params.id);
        if (!data) throw new NotFound();
        return reply
          .type('image/jpeg')
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('cache-control', 'private, max-age=3600')
          .send(data);
      },
    });
  });
}
