import { Forbidden } from '@1999/platform';
import type { FastifyRequest } from 'fastify';

/** The signed-in person's own id. @throws Forbidden for anybody without an account. */
export function ownId(request: FastifyRequest): string {
  const { actor } = request.caller;
  if (actor.kind !== 'user') throw new Forbidden();
  return actor.id;
}
