import { TAIPEI } from '@1999/calendar';
import { inTransaction, type Sweep } from '@1999/platform';
import { sql } from 'drizzle-orm';

const BATCH = 200;

/**
 * A public entry whose review date has passed stays public, and its owner is told of it once for
 * each such date: hiding what nobody has read again would leave citizens with nothing.
 */
export const tellOfReview: Sweep = {
  name: 'knowledge.review',
  nextDue: `
    select (min(review_by) + 1)::timestamp at time zone '${TAIPEI}' from faq_entry
    where published_version is not null and review_told is distinct from review_by`,
  run: (app) =>
    inTransaction({ app, actor: { kind: 'system', id: 'knowledge.review' } }, async (context) => {
      const { tx, now, journal } = context;
      const today = now.toZonedDateTimeISO(TAIPEI).toPlainDate().toString();
      const due = await tx.execute<{
        id: string;
        key: string;
        version: number;
        owner: string | null;
      }>(sql`
        update faq_entry set review_told = review_by
        where id in (select id from faq_entry
          where published_version is not null and review_told is distinct from review_by
            and review_by < ${today}::date
          order by review_by limit ${BATCH} for update skip locked)
        returning id, key, published_version as version, owner_id as owner`);
      for (const { id, key, version, owner } of due) {
        await journal({
          subjectType: 'faq',
          subjectId: id,
          type: 'faq.reviewDue',
          payload: { key, version, ownerId: owner },
        });
      }
      return due.length;
    }),
};
