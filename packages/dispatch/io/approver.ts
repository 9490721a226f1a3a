import { type CommandContext, Forbidden } from '@1999/platform';

/** The supervisor who approves. @throws Forbidden for anyone who is none. */
export function approverOf({ actor }: Pick<CommandContext, 'actor'>): string {
  if (actor.kind !== 'user' || actor.role !== 'supervisor') {
    throw new Forbidden('Only a supervisor may approve this.');
  }
  return actor.id;
}
