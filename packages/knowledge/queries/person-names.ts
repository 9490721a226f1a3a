import { userNames } from '@1999/directory';
import type { App } from '@1999/platform';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names of people by id; what is no person (an import) keeps the name it has. */
export async function personNames(
  app: App,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const people = ids.flatMap((id) => (id && UUID.test(id) ? [id] : []));
  const names = await userNames(app.db, [...new Set(people)]);
  return (id) => (id && names.get(id)) ?? id;
}
