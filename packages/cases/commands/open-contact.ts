import { command, Invalid, newId } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { OpenContactBody } from '../contract.ts';
import { contact } from '../io/tables.ts';

/**
 * Notes one approach by a citizen. What it came by (a call, …) has one contact however often this
 * is asked. @throws Invalid when `refType` and `refId` do not go together; NotFound for a citizen
 * the vault does not know.
 */
export const openContact = command('contact.open', OpenContactBody, async (context, input) => {
  const { app, tx, now, journal } = context;
  const { channel, citizenId, refType = null, refId = null } = input;
  if ((refType === null) !== (refId === null)) {
    throw new Invalid('ref_incomplete', 'refType and refId go together.', 'refId');
  }
  await app.vault.masked(tx, citizenId);
  const id = newId();
  const made = await tx
    .insert(contact)
    .values({ id, channel, citizenId, refType, refId, openedAt: now })
    .onConflictDoNothing()
    .returning({ id: contact.id });
  if (made.length === 0 && refType && refId) {
    const [known] = await tx
      .select({ id: contact.id })
      .from(contact)
      .where(and(eq(contact.refType, refType), eq(contact.refId, refId)));
    if (known) return { contactId: known.id };
  }
  await journal({
    subjectType: 'contact',
    subjectId: id,
    type: 'contact.opened',
    payload: { channel, citizenId, refType, refId },
  });
  return { contactId: id };
});
