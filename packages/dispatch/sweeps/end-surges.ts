import { inTransaction, type Sweep } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** A surge is over when for as long as its window there were not as many orders in one. */
export const endSurges: Sweep = {
  name: 'dispatch.surges',
  nextDue: 'select min(ends_at) from surge where ended_at is null',
  run: (app) =>
    inTransaction({ app, actor: { kind: 'system', id: 'dispatch.surges' } }, async (context) => {
      const { tx, now, journal } = context;
      const over = await tx.execute<Record<'id' | 'type' | 'district', string> & { n: number }>(sql`
        update surge set ended_at = ends_at
        where id in (select id from surge where ended_at is null and ends_at <= ${now.toString()}
          order by ends_at limit 100 for update skip locked)
        returning id, type_code as type, district_code as district, orders as n`);
      for (const { id, type: typeCode, district: districtCode, n: orders } of over) {
        await journal({
          subjectType: 'surge',
          subjectId: id,
          type: 'surge.ended',
          payload: { typeCode, districtCode, orders },
        });
      }
      return over.length;
    }),
};
