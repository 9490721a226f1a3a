import { dutyContactPhone } from '@1999/directory';
import { callsAbout, deliver, phoneKey } from '@1999/messaging';
import { type CommandContext, rowsOf } from '@1999/platform';
import type { EscalationLevel } from '../contract.ts';
import {
  type LadderPlace,
  LEVELS,
  nextStep,
  REST_MINUTES,
  RING_SECONDS,
} from '../domain/escalation.ts';
import { mayRing, QUARTER_MINUTES, RINGS_A_QUARTER } from '../domain/ring-limit.ts';
import { orderEntry } from './journal-entries.ts';
import { type Escalation, escalationCalls, type Order } from './tables.ts';
import { onDutyFor } from './whom-to-tell.ts';

/** What a step changes of its round. */
export type Stepped = Pick<Escalation, 'level' | 'tried' | 'raise' | 'deliveryId' | 'nextStepAt'>;

/**
 * Takes one round of telling people a step further: rings the next duty contact, and says what the
 * caller is to store of the round, with when the step after is due unless somebody answers. The
 * order and the round must be locked, or new, and the round live. What is told, and that levels were
 * climbed or found empty, commits together.
 */
export async function stepEscalation(
  context: CommandContext,
  order: Order,
  round: Escalation,
): Promise<Stepped> {
  const { now, journal } = context;
  const step = nextStep(round, await rosterFrom(context, order, round));
  const about = { cause: round.cause, clock: round.clockKind };
  for (const level of step.escalatedTo) {
    await journal(orderEntry(order, 'escalated', { level, ...about }));
  }
  for (const level of step.missing) {
    await journal(orderEntry(order, 'contactMissing', { level, ...about }));
  }
  if (!step.ring) await journal(orderEntry(order, 'unanswered', { level: step.level, ...about }));
  const tell = step.ring && (await mayRingNow(context, order, round, step.ring)) ? 'voice' : 'sms';
  const deliveryId = step.ring
    ? await tellContact(context, order, round, step.level, step.ring, tell)
    : null;
  if (step.ring && tell === 'sms') {
    const spared = { level: step.level, contactId: step.ring, ...about };
    await journal(orderEntry(order, 'ringSpared', spared));
  }
  return {
    level: step.level,
    tried: [...step.tried],
    raise: false,
    deliveryId,
    nextStepAt: now.add(step.ring ? { seconds: RING_SECONDS } : { minutes: REST_MINUTES }),
  };
}

/** Rings a duty contact; one rung twice already for this clock is sent a message instead. */
async function tellContact(
  context: CommandContext,
  order: Order,
  round: Escalation,
  level: EscalationLevel,
  contactId: string,
  channel: 'voice' | 'sms',
): Promise<string> {
  const { deliveryId } = await deliver.within(context, {
    channel,
    purpose: 'order.notify',
    refType: 'order',
    refId: order.id,
    threadId: order.caseId,
    agencyId: order.agencyId,
    to: { dutyContactId: contactId },
    params: {
      cause: round.cause,
      clock: round.clockKind,
      level,
      mayRefuse: level !== 'rdec',
      insist: level === 'rdec',
    },
    urgent: order.danger,
    dueAt: order.nextDueAt?.toString(),
  });
  const call = { deliveryId, escalationId: round.id, level, contactId };
  context.write(rowsOf(escalationCalls, [call]));
  return deliveryId;
}

/** Whether this clock may ring this telephone now; only a history makes it worth looking. */
async function mayRingNow(
  { app, tx, now }: CommandContext,
  order: Order,
  round: Escalation,
  contactId: string,
): Promise<boolean> {
  const since = now.subtract({ minutes: QUARTER_MINUTES });
  // A first step has nothing behind it.
  if (round.cause === 'issued' && round.tried.length === 0 && round.level === 'unit') return true;
  const rung = await callsAbout(tx, order.id, since);
  if (rung.length < RINGS_A_QUARTER) return true;
  const number = await dutyContactPhone(app, tx, contactId);
  if (!number) return true;
  const clock = round.clockKind ?? 'acknowledge';
  const before = rung.map((one) => ({
    phone: one.phoneKey,
    clock: String(one.clock ?? 'acknowledge'),
    at: one.at,
  }));
  return mayRing(before, { phone: phoneKey(app, number).toString('hex'), clock, at: now });
}

/** The rosters of this hour, from the round's level up to the first with somebody left to try. */
async function rosterFrom(
  context: CommandContext,
  { agencyId }: Order,
  place: LadderPlace,
): Promise<Record<EscalationLevel, string[]>> {
  const roster: Record<EscalationLevel, string[]> = { unit: [], chief: [], bureau: [], rdec: [] };
  for (const level of LEVELS.slice(LEVELS.indexOf(place.level))) {
    const found = await onDutyFor(context, agencyId, level);
    roster[level] = found.map((contact) => contact.id);
    const passed =
      level === place.level ? (place.raise ? found.map((c) => c.id) : place.tried) : [];
    if (roster[level].some((id) => !passed.includes(id))) break;
  }
  return roster;
}
