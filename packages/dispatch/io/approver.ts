import { type CommandContext, Forbidden } from '@1999/platform';

/** Who confirms or refuses a report. @throws Forbidden for anyone who may not. */
export function inspectorOf({ actor }: Pick<CommandContext, 'actor'>): string {
  if (actor.kind !== 'user' || (actor.role !== 'supervisor' && actor.role !== 'inspector')) {
    throw new Forbidden('Only a supervisor or an inspector may decide this.');
  }
  return actor.id;
}

/** The supervisor who approves. @throws Forbidden for anyone who is none. */
export function approverOf({ actor }: Pick<CommandContext, 'actor'>): string {
  if (actor.kind !== 'user' || actor.role !== 'supervisor') {
    throw new Forbidden('Only a supervisor may approve this.');
  }
  return actor.id;
}
