import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { OrderView } from '../contract.ts';
import { extensions, type Order, orders, pauses, reopenings } from '../io/tables.ts';

type Open = (sealed: Buffer | null) => Promise<string | null> | null;
type HeldUp = Pick<OrderView, 'pauses' | 'extensions' | 'reopenings' | 'childIds'>;

/** What has moved an order's deadlines: pauses, extensions, reopenings, and its duplicates. */
export async function heldUp(reader: Reader, order: Order, open: Open): Promise<HeldUp> {
  const { id } = order;
  const [stood, asked, again, children] = await Promise.all([
    reader.select().from(pauses).where(eq(pauses.orderId, id)).orderBy(asc(pauses.fromAt)),
    reader
      .select()
      .from(extensions)
      .where(eq(extensions.orderId, id))
      .orderBy(asc(extensions.askedAt), asc(extensions.id)),
    reader
      .select()
      .from(reopenings)
      .where(eq(reopenings.orderId, id))
      .orderBy(asc(reopenings.cycle)),
    reader
      .select({ id: orders.id })
      .from(orders)
      .where(eq(orders.parentId, id))
      .orderBy(asc(orders.attachedAt), asc(orders.id)),
  ]);
  return {
    pauses: await Promise.all(
      stood.map(async (one) => ({
        id: one.id,
        kinds: one.kinds,
        reason: await open(one.reasonSealed),
        approverId: one.approverId,
        from: one.fromAt.toString(),
        to: one.toAt?.toString() ?? null,
      })),
    ),
    extensions: await Promise.all(
      asked.map(async (one) => ({
        id: one.id,
        cycle: one.cycle,
        kinds: one.kinds,
        reason: await open(one.reasonSealed),
        askedAt: one.askedAt.toString(),
        until: one.untilAt.toString(),
        decision: one.decision,
        decisionReason: await open(one.decisionReasonSealed),
        decidedAt: one.decidedAt?.toString() ?? null,
        grantedUntil: one.grantedUntil?.toString() ?? null,
      })),
    ),
    reopenings: await Promise.all(
      again.map(async (one) => ({
        cycle: one.cycle,
        reason: await open(one.reasonSealed),
        approverId: one.approverId,
        at: one.at.toString(),
      })),
    ),
    childIds: children.map((child) => child.id),
  };
}
