import { type App, NotFound } from '@1999/platform';
import type { FastifyRequest } from 'fastify';
import { isAgentOf } from '../queries/agent-chats.ts';

/** A chat's token opens that chat and no other. @throws NotFound for a foreign one. */
export function ownChat(request: FastifyRequest, id: string): string {
  if (request.scope === 'own' && request.caller.actor.id !== id) throw new NotFound();
  return id;
}

/** @throws NotFound for another agent's chat. */
export async function holdToAgent(app: App, chatId: string, agentId: string): Promise<void> {
  if (!(await isAgentOf(app, chatId, agentId))) throw new NotFound();
}
