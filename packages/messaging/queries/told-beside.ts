import type { Reader } from '@1999/platform';
import { aliasedTable, and, eq, ne } from 'drizzle-orm';
import { deliveries } from '../io/tables.ts';

/**
 * Whether another message of the same telling and channel has not failed: one of an agency's
 * devices may be gone while its colleagues' have rung.
 */
export async function isToldBeside(reader: Reader, deliveryId: string): Promise<boolean> {
  const beside = aliasedTable(deliveries, 'beside');
  const [found] = await reader
    .select({ id: beside.id })
    .from(deliveries)
    .innerJoin(
      beside,
      and(
        eq(beside.refId, deliveries.refId),
        eq(beside.queuedAt, deliveries.queuedAt),
        eq(beside.channel, deliveries.channel),
        ne(beside.id, deliveries.id),
        ne(beside.state, 'failed'),
      ),
    )
    .where(eq(deliveries.id, deliveryId))
    .limit(1);
  return found !== undefined;
}
