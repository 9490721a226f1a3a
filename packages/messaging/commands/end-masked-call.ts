import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { MaskedCallEnd } from '../contract.ts';
import { endOfCallerLeg, endOfCitizenLeg, maskedCallState } from '../domain/masked-call.ts';
import { lockMaskedCall, maskedCallEntry } from '../io/masked-call-rows.ts';
import { maskedCalls } from '../io/tables.ts';

const LegEnd = z.enum(['completed', 'no-answer', 'busy', 'failed', 'canceled']);

export const EndMaskedCall = z.strictObject({
  callId: Id,
  how: z.union([
    z.strictObject({ reason: MaskedCallEnd }),
    /** The first telephone's line ended. */
    z.strictObject({ callerLeg: LegEnd }),
    /** What came of ringing the citizen. */
    z.strictObject({ citizenLeg: z.enum([...LegEnd.options, 'answered']), bridged: z.boolean() }),
  ]),
});

/**
 * Notes how a masked call ended, and how long the two talked. The first end that is told stands;
 * repeats and late ones change nothing.
 */
export const endMaskedCall = command(
  'messaging.endMaskedCall',
  EndMaskedCall,
  async ({ tx, now, journal }, { callId, how }) => {
    const call = await lockMaskedCall(tx, callId);
    if (!call || call.endedAt) return;
    const state = maskedCallState(call);
    const reason =
      'reason' in how
        ? how.reason
        : 'callerLeg' in how
          ? endOfCallerLeg(state, how.callerLeg)
          : endOfCitizenLeg(state, how.citizenLeg, how.bridged);
    await tx
      .update(maskedCalls)
      .set({ endedAt: now, endReason: reason, checkAt: null })
      .where(eq(maskedCalls.id, callId));
    const seconds = call.talkingAt ? Math.round(now.since(call.talkingAt).total('seconds')) : 0;
    await journal(maskedCallEntry(call, 'ended', { reason, seconds }));
  },
);
