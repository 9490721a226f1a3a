import { agencies } from '@1999/directory';
import type { Reader } from '@1999/platform';
import { asc, desc, eq } from 'drizzle-orm';
import type { OrderView } from '../contract.ts';
import { holdings, rulings } from '../io/tables.ts';

/** Which agencies have held an order and for how long, and what the RDEC last ruled. */
export async function whoseItWas(
  reader: Reader,
  orderId: string,
  open: (sealed: Buffer | null) => Promise<string | null> | null,
): Promise<Pick<OrderView, 'ruling' | 'holdings'>> {
  const [known, held, [ruling]] = await Promise.all([
    agencies(reader),
    reader
      .select()
      .from(holdings)
      .where(eq(holdings.orderId, orderId))
      .orderBy(asc(holdings.fromAt)),
    reader.select().from(rulings).where(eq(rulings.orderId, orderId)).orderBy(desc(rulings.at)),
  ]);
  const byId = new Map(known.map((agency) => [agency.id, agency]));
  return {
    ruling: ruling
      ? {
          agencyId: ruling.agencyId,
          reason: await open(ruling.reasonSealed),
          ruledBy: ruling.ruledBy,
          at: ruling.at.toString(),
        }
      : null,
    holdings: held.map(({ agencyId, fromAt, toAt }) => ({
      agencyId,
      agencyZh: byId.get(agencyId)?.nameZh ?? '',
      agencyEn: byId.get(agencyId)?.nameEn ?? '',
      from: fromAt.toString(),
      to: toAt?.toString() ?? null,
    })),
  };
}
