import { Conflict, command, newId } from '@1999/platform';
import { CreateFaqBody } from '../contract.ts';
import { faqEntry, faqVersion } from '../io/tables.ts';
import { entryEvent, validity } from './entry-rows.ts';

/** Begins an entry as a draft; who begins it owns it. @throws Conflict when the id is taken. */
export const createEntry = command('faq.create', CreateFaqBody, async (context, input) => {
  const { tx, now, actor, journal } = context;
  const { id: named, ...content } = input;
  validity(content);
  const id = newId();
  const key = named ?? id;
  const made = await tx
    .insert(faqEntry)
    .values({
      id,
      key,
      state: 'draft',
      version: 1,
      ownerId: actor.kind === 'user' ? actor.id : null,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing({ target: faqEntry.key })
    .returning({ id: faqEntry.id });
  if (made.length === 0) throw new Conflict('faq_id_taken', 'This id is taken.');
  await tx.insert(faqVersion).values({ entryId: id, version: 1, content, at: now, by: actor.id });
  await journal(entryEvent({ id, key }, 'faq.created', 1));
  return { id: key, version: 1 };
});
