import { onePhotoOf, preparePhoto, takesOnePhoto } from '@1999/cases';
import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { draftReport, dropReport } from '../commands/draft-report.ts';
import { confirmReport } from '../commands/file-report.ts';
import { addReportPhoto, dropReportPhoto } from '../commands/report-photos.ts';
import { FiledReport, ReportBody, ReportDraft } from '../contract.ts';
import { chatPhoto } from '../io/tables.ts';
import { chatRow } from '../queries/chat-view.ts';
import { filedCase, reportDraft } from '../queries/report-draft.ts';
import { ownChat } from './own-chat.ts';

const tags = ['chat'];
const params = z.strictObject({ id: Id });
const photoParams = params.extend({ photoId: Id });
const url = '/api/chat/sessions/:id/report';

/** A report within a chat: drafted, shown back, confirmed by its citizen, and only then a case. */
export async function reportRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(async (scope) => {
    await takesOnePhoto(scope);
    const routes = scope.withTypeProvider<ZodTypeProvider>();
    const config = { action: 'chat.use' };
    routes.route({
      method: 'PUT',
      url,
      config,
      schema: { tags, params, body: ReportBody, response: { 200: ReportDraft.nullable() } },
      handler: async (request) => {
        const sessionId = ownChat(request, request.params.id);
        await draftReport(request.caller, { ...request.body, sessionId });
        return reportDraft(app, app.db, await chatRow(app, sessionId));
      },
    });
    routes.route({
      method: 'DELETE',
      url,
      config,
      schema: { tags, params, response: { 204: z.null() } },
      handler: async (request, reply) => {
        await dropReport(request.caller, { sessionId: ownChat(request, request.params.id) });
        return reply.code(204).send(null);
      },
    });
    routes.route({
      method: 'POST',
      url: `${url}/confirmation`,
      config: { ...config, limit: 'publicWrite' },
      schema: { tags, params, response: { 200: FiledReport } },
      handler: async (request) => {
        const sessionId = ownChat(request, request.params.id);
        const { caseId } = await confirmReport(request.caller, { sessionId });
        return filedCase(app, app.db, caseId);
      },
    });
    routes.route({
      method: 'POST',
      url: `${url}/photos`,
      config: { ...config, limit: 'publicWrite' },
      schema: {
        tags,
        params,
        consumes: ['multipart/form-data'],
        response: { 201: z.strictObject({ photoId: Id }) },
      },
      handler: async (request, reply) => {
        const sessionId = ownChat(request, request.params.id);
        await chatRow(app, sessionId);
        const photo = await preparePhoto(await onePhotoOf(request), false);
        return reply.code(201).send(await addReportPhoto(request.caller, { sessionId, photo }));
      },
    });
    routes.route({
      method: 'GET',
      url: `${url}/photos/:photoId`,
      config,
      schema: { tags, params: photoParams },
      handler: async (request, reply) => {
        const sessionId = ownChat(request, request.params.id);
        return sendPhoto(app, reply, sessionId, request.params.photoId);
      },
    });
    routes.route({
      method: 'DELETE',
      url: `${url}/photos/:photoId`,
      config,
      schema: { tags, params: photoParams, response: { 204: z.null() } },
      handler: async (request, reply) => {
        const sessionId = ownChat(request, request.params.id);
        await dropReportPhoto(request.caller, { sessionId, photoId: request.params.photoId });
        return reply.code(204).send(null);
      },
    });
  });
}

/** Sends a photo of a chat's report. @throws NotFound. */
export async function sendPhoto(app: App, reply: FastifyReply, chatId: string, photoId: string) {
  const [photo] = await app.db
    .select({ data: chatPhoto.data })
    .from(chatPhoto)
    .where(and(eq(chatPhoto.id, photoId), eq(chatPhoto.sessionId, chatId)));
  if (!photo) throw new NotFound();
  return reply
    .type('image/jpeg')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=3600')
    .send(photo.data);
}
