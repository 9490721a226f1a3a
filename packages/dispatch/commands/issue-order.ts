import { yymmdd } from '@1999/calendar';
import { grantCaseToAgency } from '@1999/cases';
import {
  BUSY,
  type CommandContext,
  Conflict,
  gathered,
  gathering,
  Invalid,
  NotFound,
  newId,
  rowsOf,
} from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { z } from 'zod';
import { IssueOrderBody } from '../contract.ts';
import { type PlannedClock, planClocks, type Rules } from '../domain/policy.ts';
import { lockMatters, type MatterFacts } from '../io/case-facts.ts';
import { currentRules } from '../io/current-rules.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { clockRows } from '../io/start-clocks.ts';
import { clocks, holdings, type Order, orders } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';
import { agencyOf, askWhomToTell } from '../io/whom-to-tell.ts';

export const IssueOrder = IssueOrderBody.extend({
  caseId: Id,
  /** The closed order whose citizen was not satisfied. */
  followUpOfId: Id.optional(),
});
type Asked = z.output<typeof IssueOrder>;

interface Found {
  readonly matter: MatterFacts | null;
  readonly rules: Rules;
}

/**
 * Issues a work order for one matter of a case: the order, its clocks, its deliveries, the first
 * step of telling people and the journal rows commit together. Orders asked for at once are issued
 * together.
 * @throws NotFound for a case or matter that is not there; Conflict when the case is closed or the
 *   matter has an open order; Invalid for an agency that takes no orders.
 */
export const issueOrder = gathered('order.issue', IssueOrder, {
  among: gathering({ load }),
  subject: (input) => input,
  handle,
});

async function load(context: CommandContext, asked: readonly Asked[], wait: boolean) {
  const { tx } = context;
  const agencyIds = asked.map(({ agencyId }) => agencyId);
  const [matters, rules] = await Promise.all([
    lockMatters(tx, asked, wait),
    currentRules(tx),
    askWhomToTell(context, agencyIds),
  ]);
  // Of two who ask for one matter at once, the second must see the first one's order.
  const seen = new Set<string>();
  return asked.map(({ matterId }, nth): Found | typeof BUSY => {
    const matter = matters[nth] ?? null;
    const isSecond = seen.has(matterId);
    seen.add(matterId);
    return matter === BUSY || isSecond ? BUSY : { matter, rules };
  });
}

async function handle(context: CommandContext, input: Asked, { matter, rules }: Found) {
  const { now, journal, write } = context;
  if (!matter) throw new NotFound();
  if (!matter.caseOpen) throw new Conflict('case_closed', 'The case is closed.');
  const agency = await agencyOf(context, input.agencyId);
  if (!agency?.active) throw new Invalid('agency_unknown', 'No such agency.', 'agencyId');
  if (matter.openOrder) {
    throw new Conflict('order_open', `The matter has an open order: ${matter.openOrder}.`);
  }
  const danger = matter.typeDanger || (input.danger ?? false);
  const { typeCode, districtCode } = matter;
  const plan = planClocks(rules, { typeCode, danger, districtCode }, now);
  const order = await orderOf(context, input, matter, danger, plan);
  write(
    rowsOf(orders, [order]),
    rowsOf(holdings, [{ orderId: order.id, agencyId: agency.id, fromAt: now }]),
    rowsOf(clocks, clockRows(order, plan)),
  );
  const dueAt = Object.fromEntries(plan.map((clock) => [clock.kind, clock.dueAt.toString()]));
  const followsUp = input.followUpOfId ? { followUpOfId: input.followUpOfId } : {};
  await journal(orderEntry(order, 'issued', { dueAt, ...followsUp }));
  await grantCaseToAgency.within(context, { caseId: order.caseId, agencyId: agency.id });
  await tellAgency(context, order);
  return { orderId: order.id, number: order.number, danger, dueAt };
}

async function orderOf(
  { app, tx, now, actor }: CommandContext,
  input: Asked,
  matter: MatterFacts,
  danger: boolean,
  plan: readonly PlannedClock[],
): Promise<Order> {
  const { citizenId, typeCode, districtCode, lat, lng, sequence } = matter;
  return {
    id: newId(),
    number: orderNumber(now, sequence),
    caseId: input.caseId,
    matterId: input.matterId,
    citizenId,
    agencyId: input.agencyId,
    typeCode,
    districtCode,
    lat,
    lng,
    danger,
    instructionsSealed: input.instructions
      ? await app.vault.seal(tx, citizenId, input.instructions)
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
}

/** INS, the date in the city as YYMMDD, and a running number of at least five digits. */
const orderNumber = (now: Temporal.Instant, sequence: string) =>
  `INS${yymmdd(now)}${sequence.padStart(5, '0')}`;
