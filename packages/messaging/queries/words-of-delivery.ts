import type { App } from '@1999/platform';
import { and, eq, ne } from 'drizzle-orm';
import { type MessageLocale, purposes } from '../channels/registries.ts';
import { deliveries } from '../io/tables.ts';

/**
 * The words of an automated call, composed when it was answered, because no text waits in a table;
 * null for no such delivery.
 */
export async function wordsOfDelivery(
  app: App,
  deliveryId: string,
  locale: MessageLocale,
): Promise<string | null> {
  const [row] = await app.db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.id, deliveryId), ne(deliveries.channel, 'app')));
  const compose = row && app.services.get(purposes).get(row.purpose);
  if (!compose || row.channel === 'app') return null;
  const { refId, params, channel } = row;
  return compose(app, { refId, params, locale, channel });
}
