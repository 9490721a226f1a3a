import { command, newId, parseInstant } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { tellsAnew } from '../domain/incident.ts';
import { incidentRuleOf } from '../io/incident-rules.ts';
import { orders, surges } from '../io/tables.ts';

const WatchSurge = z.strictObject({ orderId: Id });

/**
 * Counts a new order towards a surge of its type in its district: raises one, with its numbers,
 * when there are as many within as few minutes as the type's rule says; and tells of it anew each
 * time it has doubled.
 */
export const watchSurge = command('order.watchSurge', WatchSurge, async (context, { orderId }) => {
  const { tx, journal } = context;
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId));
  if (!order) return;
  const { typeCode, districtCode, issuedAt } = order;
  const { surgeOrders, surgeMinutes: minutes } = await incidentRuleOf(tx, typeCode);
  const since = issuedAt.subtract({ minutes });
  const [recent] = await tx.execute<{ n: number; from: string | null }>(sql`
    select count(*)::int as n, min(issued_at)::text as from from (
      select issued_at from work_order
      where type_code = ${typeCode} and district_code = ${districtCode}
        and issued_at > ${since.toString()} and issued_at <= ${issuedAt.toString()}
      order by issued_at desc limit ${surgeOrders}) as newest`);
  const holds = (recent?.n ?? 0) >= surgeOrders;
  const here = and(
    eq(surges.typeCode, typeCode),
    eq(surges.districtCode, districtCode),
    isNull(surges.endedAt),
  );
  const [open] = await tx.select().from(surges).where(here).for('no key update');
  if (!open && !holds) return;
  const endsAt = issuedAt.add({ minutes });
  if (!open) {
    const id = newId();
    const surge = { id, typeCode, districtCode, heldAt: issuedAt, endsAt, minutes };
    const numbers = { orders: surgeOrders, alarmedOrders: surgeOrders };
    const fromAt = recent?.from ? parseInstant(recent.from) : issuedAt;
    await tx.insert(surges).values({ ...surge, ...numbers, fromAt, endedAt: null });
    await tell('raised', id, surgeOrders);
    return;
  }
  const count = open.orders + 1;
  const anew = tellsAnew(count, open.alarmedOrders);
  await tx
    .update(surges)
    .set({
      orders: count,
      ...(holds ? { heldAt: issuedAt, endsAt } : {}),
      ...(anew ? { alarmedOrders: count } : {}),
    })
    .where(eq(surges.id, open.id));
  if (anew) await tell('grew', open.id, count);

  function tell(step: 'raised' | 'grew', subjectId: string, count: number) {
    return journal({
      subjectType: 'surge',
      subjectId,
      type: `surge.${step}`,
      payload: { typeCode, districtCode, orders: count, minutes },
    });
  }
});
