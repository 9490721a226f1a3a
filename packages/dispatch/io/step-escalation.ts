import { dutyContacts } from '@1999/directory';
import { deliver } from '@1999/messaging';
import type { CommandContext } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { EscalationLevel } from '../contract.ts';
import {
  type LadderPlace,
  LEVELS,
  nextStep,
  REST_MINUTES,
  RING_SECONDS,
} from '../domain/escalation.ts';
import { orderEntry } from './journal-entries.ts';
import { type Escalation, escalationCalls, escalations, type Order } from './tables.ts';

/**
 * Takes one round of telling people a step further: rings the next duty contact, and stores when
 * the step after is due unless somebody answers. The order and the round must be locked, the round
 * live. What is told, and that levels were climbed or found empty, commits together.
 */
export async function stepEscalation(
  context: CommandContext,
  order: Order,
  round: Escalation,
): Promise<void> {
  const { tx, now, journal } = context;
  const step = nextStep(round, await rosterFrom(context, order, round));
  const about = { cause: round.cause, clock: round.clockKind };
  for (const level of step.escalatedTo) {
    await journal(orderEntry(order, 'escalated', { level, ...about }));
  }
  for (const level of step.missing) {
    await journal(orderEntry(order, 'contactMissing', { level, ...about }));
  }
  if (!step.ring) await journal(orderEntry(order, 'unanswered', { level: step.level, ...about }));
  const deliveryId = step.ring ? await ring(context, order, round, step.level, step.ring) : null;
  await tx
    .update(escalations)
    .set({
      level: step.level,
      tried: [...step.tried],
      raise: false,
      deliveryId,
      nextStepAt: now.add(step.ring ? { seconds: RING_SECONDS } : { minutes: REST_MINUTES }),
    })
    .where(eq(escalations.id, round.id));
}

async function ring(
  context: CommandContext,
  order: Order,
  round: Escalation,
  level: EscalationLevel,
  contactId: string,
): Promise<string> {
  const { deliveryId } = await deliver.within(context, {
    channel: 'voice',
    purpose: 'order.notify',
    refType: 'order',
    refId: order.id,
    threadId: order.caseId,
    agencyId: order.agencyId,
    to: { dutyContactId: contactId },
    params: { cause: round.cause, clock: round.clockKind, level },
  });
  await context.tx
    .insert(escalationCalls)
    .values({ deliveryId, escalationId: round.id, level, contactId });
  return deliveryId;
}

/** The rosters of this hour, from the round's level up to the first with somebody left to try. */
async function rosterFrom(
  { tx, now }: CommandContext,
  order: Order,
  place: LadderPlace,
): Promise<Record<EscalationLevel, string[]>> {
  const roster: Record<EscalationLevel, string[]> = { unit: [], chief: [], bureau: [], rdec: [] };
  for (const level of LEVELS.slice(LEVELS.indexOf(place.level))) {
    const found = await dutyContacts(tx, { agencyId: order.agencyId, level, at: now });
    roster[level] = found.map((contact) => contact.id);
    const passed =
      level === place.level ? (place.raise ? found.map((c) => c.id) : place.tried) : [];
    if (roster[level].some((id) => !passed.includes(id))) break;
  }
  return roster;
}
