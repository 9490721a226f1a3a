import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, NotFound } from '../errors/app-error.ts';
import { describeDatabaseError } from '../errors/database-error.ts';

/** Every error leaves in one form, {code, message, field?}; the unforeseen ones tell nothing more. */
export function answerErrors(server: FastifyInstance): void {
  server.setNotFoundHandler((_request, reply) => {
    const error = new NotFound();
    return reply.code(error.status).send(error.body());
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = toAppError(error);
    if (known) {
      if (known.retryAfterSeconds) reply.header('retry-after', known.retryAfterSeconds);
      return reply.code(known.status).send(known.body());
    }
    request.log.error({ err: error, route: request.routeOptions.url }, 'unforeseen error');
    return reply
      .code(500)
      .send({ code: 'internal', message: 'Something went wrong on our side; try again.' });
  });
}

/** The same form for what fails before any route is found, such as an address that cannot be read. */
export function answerFrameworkError(error: FastifyError, _request: unknown, reply: FastifyReply) {
  const known = toAppError(error) ?? new AppError(400, 'bad_request', 'This cannot be read.');
  return reply.code(known.status).send(known.body());
}

function toAppError(error: FastifyError): AppError | null {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0];
    const field = first?.instancePath.replace(/^\//, '').replaceAll('/', '.');
    return new AppError(400, 'invalid_input', first?.message ?? 'invalid', { field });
  }
  const fromDatabase = describeDatabaseError(error);
  if (fromDatabase) return fromDatabase;
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    const code = (error.code ?? 'bad_request').replace(/^FST_(ERR_)?/, '').toLowerCase();
    return new AppError(error.statusCode, code, error.message);
  }
  return null;
}
