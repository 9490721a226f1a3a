import { type App, AppError, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { addAttachment } from '../commands/add-attachment.ts';
import { MAX_PHOTO_BYTES, preparePhoto } from '../io/photo.ts';
import { attachmentById, attachmentData } from '../queries/attachments.ts';
import { holdToScope } from '../queries/case-access.ts';

const tags = ['attachments'];
const UploadQuery = z.strictObject({
  caseId: Id,
  /** Keep when and where the photo says it was taken. */
  keepOrigin: z.enum(['true', 'false']).default('false'),
});

/** Photos of a case: `POST` takes multipart/form-data with one part named `file`. */
export async function attachmentRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(async (scope) => {
    await scope.register(multipart, {
      limits: { files: 1, fileSize: MAX_PHOTO_BYTES, fields: 0, parts: 1 },
    });
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
        await holdToScope(app.db, request.scope, actor, caseId);
        const photo = await preparePhoto(await oneFile(request), keepOrigin === 'true');
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
        await holdToScope(app.db, reach, actor, found.caseId);
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

/** The bytes of the one part named `file`. @throws AppError 413, 415; Invalid. */
async function oneFile(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) {
    throw new AppError(415, 'not_multipart', 'Send multipart/form-data with one file.', {
      field: 'file',
    });
  }
  try {
    const part = await request.file();
    const bytes = await part?.toBuffer();
    if (part?.fieldname === 'file' && bytes) return bytes;
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') {
      throw new AppError(413, 'file_too_large', 'No more than 10 MB.', { field: 'file' });
    }
    throw new Invalid('upload_broken', 'The upload cannot be read to its end.', 'file');
  }
  throw new Invalid('file_missing', 'Send the photo in a part named "file".', 'file');
}
