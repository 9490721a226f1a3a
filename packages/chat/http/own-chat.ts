import { Forbidden, NotFound } from '@1999/platform';
import type { FastifyRequest } from 'fastify';

/** A chat's token opens that chat and no other. @throws NotFound for a foreign one. */
export function ownChat(request: FastifyRequest, id: string): string {
  if (request.scope === 'own' && request.caller.actor.id !== id) throw new NotFound();
  return id;
}

/** The agent who asks. @throws Forbidden for whoever is none. */
export function agentOf(request: FastifyRequest): string {
  const { actor } = request.caller;
  if (actor.kind !== 'user') throw new Forbidden();
  return actor.id;
}
