import { Conflict, command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { RINGS_FOR } from '../domain/masked-call.ts';
import { maskedCallEntry } from '../io/masked-call-rows.ts';
import { type MaskedCallRow, maskedCalls } from '../io/tables.ts';
import { placeMaskedCallTask } from '../jobs/place-masked-call.ts';

export const AskMaskedCall = z.strictObject({
  /** Which composer writes what the person who asked hears, for example `order.callCitizen`. */
  purpose: z.string().min(1).max(80),
  refType: z.string().min(1).max(40),
  refId: Id,
  threadId: Id.nullish(),
  agencyId: Id.nullish(),
  /** Who is rung first. */
  userId: Id,
  citizenId: Id,
});

/**
 * Asks for a call between a signed-in person and a citizen without either seeing the other's
 * number. The row and its job commit together. The partial unique indexes let a person, and a
 * citizen, have one at a time.
 * @throws Conflict while one of the two is on such a call.
 */
export const askMaskedCall = command(
  'messaging.askMaskedCall',
  AskMaskedCall,
  async ({ tx, now, journal, enqueue }, input) => {
    const row: MaskedCallRow = {
      id: newId(),
      ...input,
      threadId: input.threadId ?? null,
      agencyId: input.agencyId ?? null,
      providerRef: null,
      askedAt: now,
      placedAt: null,
      answeredAt: null,
      connectingAt: null,
      talkingAt: null,
      endedAt: null,
      endReason: null,
      checkAt: now.add(RINGS_FOR),
    };
    const [placed] = await tx
      .insert(maskedCalls)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: maskedCalls.id });
    if (!placed) {
      throw new Conflict('masked_call_in_progress', 'You, or the citizen, are on such a call.');
    }
    await journal(maskedCallEntry(row, 'asked'));
    // One run: whoever asked stands there waiting, and asks again when nothing rings.
    enqueue(placeMaskedCallTask, { callId: row.id }, { maxAttempts: 1 });
    return { callId: row.id };
  },
);
