import { Conflict, command, Invalid, NotFound, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { caseFile, contact, contactCase } from '../io/tables.ts';

const Link = z.strictObject({ contactId: Id, caseId: Id, userId: Id });

/**
 * This approach is about a case that is there already: the case's history tells it, and nothing else
 * of the case changes. A second time changes nothing. @throws NotFound for no such contact; Invalid
 * `unknown_case`; Conflict `own_case` for one that this very approach has opened.
 */
export const linkCase = command('case.link', Link, async (context, input) => {
  const { tx, now, journal } = context;
  const { contactId, caseId, userId } = input;
  const { channel } = await contactOf(tx, contactId);
  const [file] = await tx.select().from(caseFile).where(eq(caseFile.id, caseId)).for('key share');
  if (!file) throw new Invalid('unknown_case', 'There is no such case.', 'caseId');
  if (file.contactId === contactId) {
    throw new Conflict('own_case', 'This case was opened here; there is nothing to link.');
  }
  const linked = await tx
    .insert(contactCase)
    .values({ contactId, caseId, linkedBy: userId, linkedAt: now })
    .onConflictDoNothing()
    .returning({ caseId: contactCase.caseId });
  if (linked.length > 0) {
    await journal({
      subjectType: 'case',
      subjectId: caseId,
      threadId: caseId,
      type: 'case.contactLinked',
      payload: { contactId, channel },
    });
  }
  return { number: file.number };
});

/** The approach was not about this case after all. @throws NotFound when it is not linked. */
export const unlinkCase = command('case.unlink', Link, async (context, input) => {
  const { tx, journal } = context;
  const { contactId, caseId } = input;
  const { channel } = await contactOf(tx, contactId);
  const gone = await tx
    .delete(contactCase)
    .where(and(eq(contactCase.contactId, contactId), eq(contactCase.caseId, caseId)))
    .returning({ caseId: contactCase.caseId });
  if (gone.length === 0) throw new NotFound();
  await journal({
    subjectType: 'case',
    subjectId: caseId,
    threadId: caseId,
    type: 'case.contactUnlinked',
    payload: { contactId, channel },
  });
  return { unlinked: true };
});

async function contactOf(tx: Tx, contactId: string) {
  const [row] = await tx.select().from(contact).where(eq(contact.id, contactId)).for('key share');
  if (!row) throw new NotFound();
  return row;
}
