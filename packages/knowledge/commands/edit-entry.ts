import { Conflict, command } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { EditFaqBody, FaqKey } from '../contract.ts';
import { faqEntry, faqVersion } from '../io/tables.ts';
import { entryEvent, lockEntry, moved, validity } from './entry-rows.ts';

/**
 * Writes a new version, a draft again; what is public stays public until the new version is.
 * @throws NotFound; Conflict when somebody else has edited it since `basedOn`.
 */
export const editEntry = command(
  'faq.edit',
  EditFaqBody.extend({ id: FaqKey }),
  async (context, input) => {
    const { tx, now, actor, journal } = context;
    const { id: key, basedOn, ...content } = input;
    validity(content);
    const row = await lockEntry(tx, key);
    if (row.version !== basedOn) {
      throw new Conflict('edited_meanwhile', 'Somebody has edited this entry; read it again.');
    }
    const state = moved(row, 'edit');
    const version = row.version + 1;
    await tx
      .insert(faqVersion)
      .values({ entryId: row.id, version, content, at: now, by: actor.id });
    await tx
      .update(faqEntry)
      .set({ state, version, updatedAt: now })
      .where(eq(faqEntry.id, row.id));
    await journal(entryEvent(row, 'faq.edited', version));
    return { id: key, version };
  },
);
