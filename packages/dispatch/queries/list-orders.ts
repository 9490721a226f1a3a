import type { Actor, App } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { OrderRow, OrdersQuery } from '../contract.ts';
import { orderRows } from './order-rows.ts';

/** Orders as a list: the open ones by what is due next, ended ones by when. An agency sees its own. */
export function listOrders(
  app: App,
  actor: Actor,
  query: z.output<typeof OrdersQuery>,
): Promise<OrderRow[]> {
  const ownAgency = actor.kind === 'user' && actor.role === 'agency' ? actor.agencyId : null;
  const { state, agencyId, caseId, danger, mine, limit } = query;
  const which =
    state === 'open'
      ? sql`o.ended_at is null`
      : state === 'ended'
        ? sql`o.ended_at is not null`
        : sql`o.state = ${state}`;
  const wanted = [
    which,
    ...(ownAgency ? [sql`o.agency_id = ${ownAgency}`] : []),
    ...(agencyId ? [sql`o.agency_id = ${agencyId}`] : []),
    ...(caseId ? [sql`o.case_id = ${caseId}`] : []),
    ...(danger === undefined ? [] : [sql`o.danger = ${danger}`]),
    ...(mine
      ? [
          sql`exists (select from order_assignee m where m.order_id = o.id
            and m.agency_id = o.agency_id and m.user_id::text = ${actor.id})`,
        ]
      : []),
  ];
  return orderRows(app.db, app.clock.now(), {
    where: sql.join(wanted, sql` and `),
    orderBy:
      state === 'ended' || state === 'closed' || state === 'released'
        ? sql`o.ended_at desc, o.id`
        : sql`o.next_due_at asc nulls last, o.id`,
    limit,
  });
}
