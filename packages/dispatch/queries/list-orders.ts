import type { Actor, App } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { OrderRow, OrdersQuery } from '../contract.ts';
import { RETURNS_BEFORE_RULING } from '../domain/ruling.ts';
import { orderRows } from './order-rows.ts';

type Query = z.output<typeof OrdersQuery>;

/**
 * Orders as a list: the open ones by what is due next or by the risk of missing it, over all that
 * are wanted and not a page of them; ended ones by when. An agency sees its own, an
 * inspector those whose reports must be confirmed.
 * A page goes on after the last order of the one before (keyset), however deep it lies.
 */
export async function listOrders(app: App, actor: Actor, query: Query): Promise<OrderRow[]> {
  const { state, sort, limit, after } = query;
  const wanted = conditions(actor, query);
  const page = (more: SQL, orderBy: SQL, most: number, rated = false) =>
    orderRows(app.db, app.clock.now(), {
      where: sql.join([...wanted, more], sql` and `),
      orderBy,
      limit: most,
      rated,
    });
  const at = after && after.at !== 'none' ? sql`${after.at}::timestamptz` : null;
  if (state === 'ended' || state === 'closed' || state === 'released') {
    const rest = at
      ? sql`o.ended_at <= ${at} and (o.ended_at < ${at} or o.id > ${after?.id})`
      : sql`true`;
    return page(rest, sql`o.ended_at desc, o.id`, limit);
  }
  if (sort === 'risk') return page(sql`true`, BY_RISK, limit, true);
  // Those with nothing due stand last, in a range of their own: each is read by its index.
  const rest = at
    ? sql`o.next_due_at >= ${at} and (o.next_due_at > ${at} or o.id > ${after?.id})`
    : sql`o.next_due_at is not null`;
  const due = after?.at === 'none' ? [] : await page(rest, sql`o.next_due_at, o.id`, limit);
  if (due.length === limit) return due;
  const none = after?.at === 'none' ? sql` and o.id > ${after.id}` : sql``;
  return [
    ...due,
    ...(await page(sql`o.next_due_at is null${none}`, sql`o.id`, limit - due.length)),
  ];
}

/** What has missed its clock first, then by the risk of it; the same risk by what is due next. */
const BY_RISK = sql`o.missed desc nulls last, o.risk desc nulls last,
  o.next_due_at asc nulls last, o.id`;

const awaited = {
  ruling: sql`o.state = 'returned' and o.returns >= ${RETURNS_BEFORE_RULING}`,
  reassignment: sql`o.state = 'returned' and o.returns < ${RETURNS_BEFORE_RULING}`,
  verification: sql`o.state = 'reported' and needs_verification(o.type_code)`,
  extension: sql`o.ended_at is null and exists (select from order_extension e
    where e.order_id = o.id and e.decision is null)`,
};

/** Asked once a type, not once an order. */
const INSPECTED = sql`o.type_code in (
  select t.code from matter_type t where needs_verification(t.code))`;

function conditions(actor: Actor, query: Query): SQL[] {
  const { state, agencyId, caseId, danger, awaiting, mine } = query;
  const ownAgency = actor.kind === 'user' && actor.role === 'agency' ? actor.agencyId : null;
  const which =
    state === 'open'
      ? sql`o.ended_at is null`
      : state === 'ended'
        ? sql`o.ended_at is not null`
        : sql`o.state = ${state}`;
  return [
    which,
    ...(ownAgency ? [sql`o.agency_id = ${ownAgency}`] : []),
    ...(actor.kind === 'user' && actor.role === 'inspector' ? [INSPECTED] : []),
    ...(agencyId ? [sql`o.agency_id = ${agencyId}`] : []),
    ...(caseId ? [sql`o.case_id = ${caseId}`] : []),
    ...(danger === undefined ? [] : [sql`o.danger = ${danger}`]),
    ...(awaiting ? [awaited[awaiting]] : []),
    ...(mine
      ? [
          sql`exists (select from order_assignee m where m.order_id = o.id
            and m.agency_id = o.agency_id and m.user_id::text = ${actor.id})`,
        ]
      : []),
  ];
}
