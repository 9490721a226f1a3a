import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { importFile } from '../commands/import-file.ts';
import { FaqImportBody, FaqImportReport } from '../contract.ts';
import { exportLines } from '../queries/export.ts';

const tags = ['knowledge'];
/** Of an import's body: about 15,000 entries in Chinese. */
const MOST_BYTES = 48 * 1024 * 1024;

/** The knowledge base as a file, in and out. */
export function fileRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'POST',
    url: '/api/faq-import',
    bodyLimit: MOST_BYTES,
    config: { action: 'faq.publish' },
    schema: { tags, body: FaqImportBody, response: { 200: FaqImportReport } },
    handler: ({ caller, body }) => importFile(caller, body),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-export',
    config: { action: 'faq.edit' },
    schema: { tags, description: 'JSON lines, as `POST /api/faq-import` takes them' },
    handler: async (_request, reply) =>
      reply.type('application/x-ndjson; charset=utf-8').send(await exportLines(app.db)),
  });
}
