import { command, Invalid, newId } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { OpenContactBody } from '../contract.ts';
import { contact } from '../io/tables.ts';

/**
 * Notes one approach by a citizen. What it came by (a call, …) has one contact however often this
 * is asked. Without a `citizenId` it is somebody new, about whom nothing is known yet.
 * @throws Invalid when `refType` and `refId` do not go together; NotFound for a citizen
 * the vault does not know.
 */
export const openContact = command('contact.open', OpenContactBody, async (context, input) => {
  const { app, tx, now, journal } = context;
  const { channel, refType = null, refId = null } = input;
  if ((refType === null) !== (refId === null)) {
    throw new Invalid('ref_incomplete', 'refType and refId go together.', 'refId');
  }
  const citizenId = input.citizenId ?? (await app.vault.newCitizen(tx, now));
  await app.vault.masked(tx, citizenId);
  const id = newId();
  const made = await tx
    .insert(contact)
    .values({ id, channel, citizenId, refType, refId, openedAt: now })
    .onConflictDoNothing()
    .returning({ id: contact.id });
  if (made.length === 0 && refType && refId) {
    const [known] = await tx
      .select({ contactId: contact.id, citizenId: contact.citizenId })
      .from(contact)
      .where(and(eq(contact.refType, refType), eq(contact.refId, refId)));
    if (known) return known;
  }
  await journal({
    subjectType: 'contact',
    subjectId: id,
    type: 'contact.opened',
    payload: { channel, citizenId, refType, refId },
  });
  return { contactId: id, citizenId };
});
