import { inTransaction, type Sweep } from '@1999/platform';
import { sql } from 'drizzle-orm';

const BATCH = 200;

/**
 * An entry whose validity has ended expires by itself, and the event tells its owner. One that is
 * being edited goes out of sight and stays the draft it is.
 */
export const expireEntries: Sweep = {
  name: 'knowledge.expire',
  nextDue: 'select min(valid_to) from faq_entry where published_version is not null',
  run: (app) =>
    inTransaction({ app, actor: { kind: 'system', id: 'knowledge.expire' } }, async (context) => {
      const { tx, now, journal } = context;
      const over = await tx.execute<{
        id: string;
        key: string;
        version: number;
        owner: string | null;
      }>(sql`
        update faq_entry set published_version = null, review_by = null, updated_at = ${now.toString()},
          state = case when state = 'published' then 'expired' else state end
        where id in (select id from faq_entry
          where published_version is not null and valid_to <= ${now.toString()}
          order by valid_to limit ${BATCH} for update skip locked)
        returning id, key, version, owner_id as owner`);
      for (const { id, key, version, owner } of over) {
        await journal({
          subjectType: 'faq',
          subjectId: id,
          type: 'faq.expired',
          payload: { key, version, ownerId: owner },
        });
      }
      return over.length;
    }),
};
