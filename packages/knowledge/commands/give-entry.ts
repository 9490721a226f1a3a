import { userById } from '@1999/directory';
import { command, Invalid } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { FaqKey, GiveFaqBody } from '../contract.ts';
import { faqEntry } from '../io/tables.ts';
import { lockEntry } from './entry-rows.ts';

/** Who may look after an entry. */
const EDITORS: readonly string[] = ['supervisor', 'admin'];

/**
 * Makes somebody the owner, who is told when the entry expires or must be read again; null: nobody.
 * @throws NotFound; Invalid when that person is no editor.
 */
export const giveEntry = command(
  'faq.give',
  GiveFaqBody.extend({ id: FaqKey }),
  async ({ tx, now, journal }, { id, ownerId }) => {
    const row = await lockEntry(tx, id);
    const owner = ownerId && (await userById(tx, ownerId));
    if (ownerId && !(owner && EDITORS.includes(owner.role))) {
      throw new Invalid('invalid_input', 'must be a supervisor or an administrator', 'ownerId');
    }
    if (row.ownerId !== ownerId) {
      await tx.update(faqEntry).set({ ownerId, updatedAt: now }).where(eq(faqEntry.id, row.id));
      const payload = { key: row.key, version: row.version, ownerId };
      await journal({ subjectType: 'faq', subjectId: row.id, type: 'faq.given', payload });
    }
    return { id, version: row.version };
  },
);
