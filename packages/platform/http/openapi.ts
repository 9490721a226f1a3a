import fastifySwagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { protectDocs } from './security-headers.ts';

/** Publishes the API's description at /api/openapi.json (OpenAPI 3.1) and a page at /api/docs. */
export async function describeApi(server: FastifyInstance): Promise<void> {
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '1999 citizen hotline', version: '1' },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    transform: jsonSchemaTransform,
  });
  server.get(
    '/api/openapi.json',
    { config: { open: 'the description of the API is public' }, schema: { hide: true } },
    () => server.swagger(),
  );
  await server.register(async (docs) => {
    protectDocs(docs);
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: 'a page that shows the public description' };
    });
    await docs.register(scalar, {
      routePrefix: '/api/docs',
      configuration: {
        url: '/api/openapi.json',
        telemetry: false,
        withDefaultFonts: false,
        favicon: '/icon.svg',
      },
    });
  });
}
