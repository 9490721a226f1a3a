import { type OrderRow, OrderView } from '@1999/dispatch/contract';
import { api, webClock } from '@1999/web-kit';
import { keep } from './device-store.ts';

/** So many orders of a list are kept whole, those due first before the others. */
const MOST = 40;

/** What each order looked like when it was last kept by this page. */
const keptAs = new Map<string, string>();

/**
 * Keeps whole orders on the device before anybody has opened them, so that a crew can read in a
 * cellar what came in on the way. One request at a time, and only for what has changed; it stops
 * at the first that gets no answer, for there is no network then.
 */
export async function keepOrders(rows: readonly OrderRow[], signal: AbortSignal): Promise<void> {
  for (const row of rows.slice(0, MOST)) {
    const looks = JSON.stringify([row.state, row.cycle, row.nextDueAt, row.agencyId, row.parentId]);
    if (keptAs.get(row.id) === looks) continue;
    try {
      const view = await api.get(`/api/orders/${row.id}`, { schema: OrderView, signal });
      await keep(`order:${row.id}`, view, webClock.now().toString());
      keptAs.set(row.id, looks);
    } catch {
      return;
    }
  }
}
