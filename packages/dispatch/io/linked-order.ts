import { type Actor, NotFound, type Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';

/** What a link opens, for whom, and until when. */
export interface OpenLink {
  readonly orderId: string;
  readonly agencyId: string;
  readonly caseId: string;
  readonly expiresAt: string;
}

/**
 * The order behind a contractor's link. A link lives while the agency that made it holds the order
 * without a break since: a return, a reassignment and the order's end each revoke it.
 * @throws NotFound for a link that is none, has run out or was revoked, all alike.
 */
export async function openLink(
  reader: Reader,
  actor: Actor,
  now: Temporal.Instant,
): Promise<OpenLink> {
  if (actor.kind !== 'capability') throw new NotFound();
  const [link] = await reader.execute<OpenLink & Record<string, unknown>>(sql`
    select l.order_id as "orderId", l.agency_id as "agencyId", o.case_id as "caseId",
      to_char(l.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"
    from contractor_link l join work_order o on o.id = l.order_id
    where l.id = ${actor.id} and l.expires_at > ${now.toString()} and o.agency_id = l.agency_id
      and o.ended_at is null
      and exists (select from order_holding h where h.order_id = l.order_id
        and h.agency_id = l.agency_id and h.to_at is null and h.from_at <= l.made_at)`);
  if (!link) throw new NotFound();
  return link;
}
