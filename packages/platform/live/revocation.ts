import type { Actor } from '../access/actor.ts';
import type { JournalEvent } from '../contract.ts';
import type { App } from '../module/app.ts';

/** A sign-in that has ended; its subject is the session. */
const SESSION_REVOKED = 'session.revoked';
/** A user whose rights may be others now; the subject is the user. */
const USER_CHANGED = 'user.changed';

/** Whether these events end the connection of `actor`; a changed user connects anew. */
export function endedBy(events: readonly JournalEvent[], actor: Actor): boolean {
  if (actor.kind !== 'user') return false;
  return events.some(
    ({ type, subjectId }) =>
      (type === SESSION_REVOKED && subjectId === actor.sessionId) ||
      (type === USER_CHANGED && subjectId === actor.id),
  );
}

/** Whether the actor's sign-in was revoked, though the access token has not yet expired. */
export async function isRevoked(app: App, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'user') return false;
  const [found] = await app.sql<{ revoked: boolean }[]>`
    select exists (select from journal_all
      where subject_id = ${actor.sessionId} and type = ${SESSION_REVOKED}) as revoked`;
  return found?.revoked ?? false;
}
