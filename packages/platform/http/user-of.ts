import type { Caller } from '../commands/context.ts';
import { Forbidden } from '../errors/app-error.ts';

/** The id of the signed-in person who asks. @throws Forbidden for anybody without an account. */
export function userOf({ caller: { actor } }: { readonly caller: Caller }): string {
  if (actor.kind !== 'user') throw new Forbidden();
  return actor.id;
}
