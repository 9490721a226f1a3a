import { command, newId, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CannotDeliver } from '../channels/registries.ts';
import { isSilent, LINE_FREE_AGAIN, RINGS_AT_MOST, SILENT_FOR } from '../domain/call-line.ts';
import { attempts, automatedCalls, deliveries } from '../io/tables.ts';

export const JoinCall = z.strictObject({
  deliveryId: Id,
  /** Of the telephone, see phoneKey; hex. */
  phoneKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who is rung. */
  toId: Id,
  /** There is nobody above to tell instead: it is rung however silent it was. */
  insist: z.boolean().default(false),
});

/**
 * Gives a claimed message its place on the one call its telephone may have: answers the call to be
 * placed, or null when it has joined the call in progress (or waits a moment because that one takes
 * nothing more). The partial unique index decides between processes that try at once.
 * @throws CannotDeliver for a telephone that has let several calls ring out lately: whoever is next
 *   is told at once, and nobody is rung all night for orders they will not answer.
 */
export const joinCall = command('messaging.joinCall', JoinCall, async ({ tx, now }, input) => {
  const { deliveryId, toId, insist } = input;
  const phoneKey = Buffer.from(input.phoneKey, 'hex');
  if (!insist && isSilent(await rangOutSince(tx, phoneKey, now.subtract(SILENT_FOR)))) {
    throw new CannotDeliver('silentTelephone');
  }
  const checkAt = now.add(RINGS_AT_MOST);
  const id = newId();
  const [placed] = await tx
    .insert(automatedCalls)
    .values({ id, phoneKey, toId, startedAt: now, checkAt })
    .onConflictDoNothing()
    .returning({ id: automatedCalls.id });
  if (placed) {
    await tx.update(deliveries).set({ callId: id }).where(eq(deliveries.id, deliveryId));
    return id;
  }
  const [call] = await tx
    .select()
    .from(automatedCalls)
    .where(and(eq(automatedCalls.phoneKey, phoneKey), isNull(automatedCalls.endedAt)))
    .for('update');
  if (call && !call.closingAt) {
    const leads = await leadsOf(tx, deliveryId, call.id);
    // Its worker died before the carrier had answered: the same call is placed by this one.
    if (leads && !call.answeredAt && !call.providerRef) {
      await tx.update(automatedCalls).set({ checkAt }).where(eq(automatedCalls.id, call.id));
      return call.id;
    }
    await tx
      .update(deliveries)
      .set({ callId: call.id, nextTryAt: null })
      .where(and(eq(deliveries.id, deliveryId), eq(deliveries.state, 'queued')));
    return null;
  }
  // The telephone takes nothing more just now: that was no try.
  await tx
    .delete(attempts)
    .where(and(eq(attempts.deliveryId, deliveryId), isNull(attempts.endedAt)));
  await tx
    .update(deliveries)
    .set({
      callId: null,
      nextTryAt: now.add(LINE_FREE_AGAIN),
      attempts: sql`${deliveries.attempts} - 1`,
    })
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.state, 'queued')));
  return null;
});

function rangOutSince(tx: Tx, phoneKey: Buffer, since: Temporal.Instant): Promise<number> {
  return tx.$count(
    automatedCalls,
    and(
      eq(automatedCalls.phoneKey, phoneKey),
      gt(automatedCalls.endedAt, since),
      isNull(automatedCalls.answeredAt),
      inArray(automatedCalls.endReason, ['noAnswer', 'busy']),
    ),
  );
}

async function leadsOf(tx: Tx, deliveryId: string, callId: string): Promise<boolean> {
  const [row] = await tx
    .select({ callId: deliveries.callId })
    .from(deliveries)
    .where(eq(deliveries.id, deliveryId));
  return row?.callId === callId;
}
