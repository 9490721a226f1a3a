import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { OrderView } from '../contract.ts';
import { type Order, orders, petitions, refusals } from '../io/tables.ts';
import { needsVerification } from '../io/verification-rules.ts';

type Open = (sealed: Buffer | null) => Promise<string | null> | null;
type FollowThrough = Pick<
  OrderView,
  'needsVerification' | 'refusals' | 'petition' | 'followUpOfId' | 'followUpId'
>;

/** How an order goes on: reports refused, turned into a petition, follow-ups of the dissatisfied. */
export async function followThrough(
  reader: Reader,
  order: Order,
  open: Open,
): Promise<FollowThrough> {
  const { id } = order;
  const [needed, refused, [petition], [next]] = await Promise.all([
    needsVerification(reader, order.typeCode),
    reader.select().from(refusals).where(eq(refusals.orderId, id)).orderBy(asc(refusals.cycle)),
    reader.select().from(petitions).where(eq(petitions.orderId, id)),
    reader.select({ id: orders.id }).from(orders).where(eq(orders.followUpOf, id)),
  ]);
  return {
    needsVerification: needed,
    refusals: await Promise.all(
      refused.map(async ({ cycle, reasonSealed, refusedBy, at }) => ({
        cycle,
        reason: await open(reasonSealed),
        refusedBy,
        at: at.toString(),
      })),
    ),
    petition: petition
      ? {
          reason: await open(petition.reasonSealed),
          approverId: petition.approverId,
          at: petition.at.toString(),
        }
      : null,
    followUpOfId: order.followUpOf,
    followUpId: next?.id ?? null,
  };
}
