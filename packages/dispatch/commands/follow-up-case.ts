import { reopenCase } from '@1999/cases';
import { command, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { mayReopen } from '../domain/reopening.ts';
import { issueOrder } from './issue-order.ts';

const FollowUpCase = z.strictObject({ caseId: Id });

/** What of a closed order its follow-up takes over. */
interface Closed {
  readonly id: string;
  readonly matterId: string;
  readonly agencyId: string;
  readonly danger: boolean;
  readonly endedAt: string;
}

/**
 * A citizen was not satisfied: every order of the case that closed as done, and lately enough, is
 * followed up by a new one with clocks of its own, at the same agency, and the case is open again.
 * Each order is followed up once, and not while its matter has another order open.
 */
export const followUpCase = command('order.followUp', FollowUpCase, async (context, { caseId }) => {
  const { tx, now } = context;
  const followed: string[] = [];
  for (const { id, endedAt, ...order } of await closedOrders(tx, caseId)) {
    if (!mayReopen(Temporal.Instant.from(endedAt), now)) continue;
    await reopenCase.within(context, { caseId });
    const issued = await issueOrder.within(context, { ...order, caseId, followUpOfId: id });
    followed.push(issued.orderId);
  }
  return { followed };
});

async function closedOrders(tx: Tx, caseId: string): Promise<Closed[]> {
  const rows = await tx.execute<Closed & Record<string, unknown>>(sql`
    select distinct on (o.matter_id) o.id, o.matter_id as "matterId", o.agency_id as "agencyId",
      o.danger, to_json(o.ended_at) #>> '{}' as "endedAt"
    from work_order o
    where o.case_id = ${caseId} and o.state = 'closed' and o.closing_ground <> 'release'
      and not exists (select from work_order f where f.follow_up_of = o.id)
      and not exists (select from work_order n
        where n.matter_id = o.matter_id and n.ended_at is null)
    order by o.matter_id, o.ended_at desc`);
  return [...rows].map(({ id, matterId, agencyId, danger, endedAt }) => ({
    id,
    matterId,
    agencyId,
    danger,
    endedAt,
  }));
}
