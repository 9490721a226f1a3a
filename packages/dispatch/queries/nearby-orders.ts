import type { App } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { NearbyOrder, NearbyQuery } from '../contract.ts';
import { metresBetween, squareAround } from '../domain/distance.ts';
import { orderRows } from './order-rows.ts';

const MOST = 50;

/**
 * Open orders near a point, the nearest first, or in a district: so that an agent sees what is
 * known already before issuing another.
 */
export async function nearbyOrders(
  app: App,
  query: z.output<typeof NearbyQuery>,
): Promise<z.infer<typeof NearbyOrder>[]> {
  const { lat, lng, metres, districtCode, typeCode } = query;
  const point = lat === undefined || lng === undefined ? null : { lat, lng };
  const { low, high } = point ? squareAround(point, metres) : { low: null, high: null };
  const wanted = [
    sql`o.ended_at is null`,
    ...(low && high
      ? [sql`o.lat between ${low.lat} and ${high.lat} and o.lng between ${low.lng} and ${high.lng}`]
      : []),
    ...(districtCode ? [sql`o.district_code = ${districtCode}`] : []),
    ...(typeCode ? [sql`o.type_code = ${typeCode}`] : []),
  ];
  const rows = await orderRows(app.db, app.clock.now(), {
    where: sql.join(wanted, sql` and `),
    orderBy: point
      ? sql`(o.lat - ${point.lat}) ^ 2 + (o.lng - ${point.lng}) ^ 2, o.id`
      : sql`o.issued_at desc, o.id`,
    limit: MOST,
  });
  return rows
    .map((row) => ({
      ...row,
      metres:
        point && row.lat !== null && row.lng !== null
          ? Math.round(metresBetween(point, { lat: row.lat, lng: row.lng }))
          : null,
    }))
    .filter((row) => row.metres === null || row.metres <= metres)
    .sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0));
}
