import { yymmdd } from '@1999/calendar';
import { grantCaseToAgency } from '@1999/cases';
import { agencyById } from '@1999/directory';
import {
  Conflict,
  command,
  Invalid,
  insertTogether,
  NotFound,
  newId,
  rowsOf,
  type Tx,
} from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { IssueOrderBody } from '../contract.ts';
import { planClocks } from '../domain/policy.ts';
import { lockMatter } from '../io/case-facts.ts';
import { currentRules } from '../io/current-rules.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { clockRows } from '../io/start-clocks.ts';
import { clocks, holdings, type Order, orders } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';

export const IssueOrder = IssueOrderBody.extend({
  caseId: Id,
  /** The closed order whose citizen was not satisfied. */
  followUpOfId: Id.optional(),
});

/**
 * Issues a work order for one matter of a case: the order, its clocks, its deliveries, the first
 * step of telling people and the journal rows commit together.
 * @throws NotFound for a case or matter that is not there; Conflict when the case is closed or the
 *   matter has an open order; Invalid for an agency that takes no orders.
 */
export const issueOrder = command('order.issue', IssueOrder, async (context, input) => {
  const { app, tx, now, actor, journal } = context;
  const matter = await lockMatter(tx, input.caseId, input.matterId);
  if (!matter) throw new NotFound();
  if (!matter.caseOpen) throw new Conflict('case_closed', 'The case is closed.');
  // Asked in one round trip: none of them needs another's answer, and the case is locked by now.
  const [agency, rules, number] = await Promise.all([
    agencyById(tx, input.agencyId),
    currentRules(tx),
    nextNumber(tx, now),
    refuseSecondOrder(tx, input.matterId),
  ]);
  if (!agency?.active) throw new Invalid('agency_unknown', 'No such agency.', 'agencyId');

  const danger = matter.typeDanger || (input.danger ?? false);
  const plan = planClocks(
    rules,
    { typeCode: matter.typeCode, danger, districtCode: matter.districtCode },
    now,
  );
  const dueAt = Object.fromEntries(plan.map((clock) => [clock.kind, clock.dueAt.toString()]));
  const order: Order = {
    id: newId(),
    number,
    caseId: input.caseId,
    matterId: input.matterId,
    citizenId: matter.citizenId,
    agencyId: agency.id,
    typeCode: matter.typeCode,
    districtCode: matter.districtCode,
    lat: matter.lat,
    lng: matter.lng,
    danger,
    instructionsSealed: input.instructions
      ? await app.vault.seal(tx, matter.citizenId, input.instructions)
      : null,
    state: 'issued',
    returns: 0,
    closingGround: null,
    issuedBy: actor.id,
    issuedAt: now,
    nextDueAt: plan.map((clock) => clock.dueAt).sort(Temporal.Instant.compare)[0] ?? null,
    endedAt: null,
    cycle: 1,
    parentId: null,
    attachedAt: null,
    followUpOf: input.followUpOfId ?? null,
  };
  await insertTogether(
    tx,
    rowsOf(orders, [order]),
    rowsOf(holdings, [{ orderId: order.id, agencyId: agency.id, fromAt: now }]),
    rowsOf(clocks, clockRows(order, plan)),
  );
  const followsUp = input.followUpOfId ? { followUpOfId: input.followUpOfId } : {};
  await journal(orderEntry(order, 'issued', { dueAt, ...followsUp }));
  await grantCaseToAgency.within(context, { caseId: order.caseId, agencyId: agency.id });
  await tellAgency(context, order);
  return { orderId: order.id, number: order.number, danger, dueAt };
});

async function refuseSecondOrder(tx: Tx, matterId: string): Promise<void> {
  const [open] = await tx
    .select({ number: orders.number })
    .from(orders)
    .where(and(eq(orders.matterId, matterId), isNull(orders.endedAt)));
  if (open) throw new Conflict('order_open', `The matter has an open order: ${open.number}.`);
}

/** INS, the date in the city as YYMMDD, and a running number of at least five digits. */
async function nextNumber(tx: Tx, now: Temporal.Instant): Promise<string> {
  const [row] = await tx.execute<{ next: string }>(
    sql`select nextval('work_order_number')::text as next`,
  );
  return `INS${yymmdd(now)}${row?.next.padStart(5, '0')}`;
}
