import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { purposes, stillNeeded } from '../channels/registries.ts';
import { CONNECTS_FOR, DECIDES_FOR, RINGS_FOR, TALKS_AT_MOST } from '../domain/masked-call.ts';
import { lockMaskedCall, maskedCallEntry } from '../io/masked-call-rows.ts';
import { maskedCalls } from '../io/tables.ts';
import { endMaskedCall } from './end-masked-call.ts';

const WhichCall = z.strictObject({ callId: Id });

/** The carrier has taken the call; the telephone of the person who asked rings. */
export const placedMaskedCall = command(
  'messaging.placedMaskedCall',
  WhichCall.extend({ providerRef: z.string().min(1).max(200) }),
  async ({ tx, now, journal }, { callId, providerRef }) => {
    const call = await lockMaskedCall(tx, callId);
    if (!call || call.endedAt || call.placedAt) return;
    const placed = { placedAt: now, providerRef, checkAt: now.add(RINGS_FOR) };
    await tx.update(maskedCalls).set(placed).where(eq(maskedCalls.id, callId));
    await journal(maskedCallEntry(call, 'ringing'));
  },
);

/**
 * The person who asked has picked up: the words they hear before they decide, or null when there is
 * no such call any more. Asked again it gives the same words.
 */
export const answerMaskedCall = command(
  'messaging.answerMaskedCall',
  WhichCall.extend({
    locale: z.enum(['zh-Hant-TW', 'en']),
    /** The carrier's name of the line. */
    providerRef: z.string().min(1).max(200).optional(),
  }),
  async ({ app, tx, now, journal }, { callId, locale, providerRef }) => {
    const call = await lockMaskedCall(tx, callId);
    const compose = call && app.services.get(purposes).get(call.purpose);
    if (!call || call.endedAt || !compose) return null;
    if (!call.answeredAt) {
      const answered = {
        answeredAt: now,
        placedAt: call.placedAt ?? now,
        providerRef: call.providerRef ?? providerRef ?? null,
        checkAt: now.add(DECIDES_FOR),
      };
      await tx.update(maskedCalls).set(answered).where(eq(maskedCalls.id, callId));
      await journal(maskedCallEntry(call, 'answered'));
    }
    return compose(app, { refId: call.refId, params: {}, locale, channel: 'voice' });
  },
);

/**
 * The person who asked has pressed the key: the citizen's number (E.164), read from the vault at
 * this moment and noted there as read; null when the citizen is not to be rung, and the call ends.
 * The number is for the carrier alone: whoever calls this must not keep it.
 */
export const connectMaskedCall = command(
  'messaging.connectMaskedCall',
  WhichCall,
  async (context, { callId }): Promise<string | null> => {
    const { app, tx, now, actor, journal } = context;
    const call = await lockMaskedCall(tx, callId);
    if (!call || call.endedAt) return null;
    const end = async (reason: 'notNeeded' | 'noCitizenPhone') => {
      await endMaskedCall.within(context, { callId, how: { reason } });
      return null;
    };
    const needed = app.services.get(stillNeeded).get(call.purpose);
    if (needed && !(await needed(app, call))) return end('notNeeded');
    const { purpose, citizenId } = call;
    const { phone } = await app.vault.read(tx, citizenId, ['phone'], { actor, purpose, now });
    if (!phone) return end('noCitizenPhone');
    if (!call.connectingAt) {
      const connecting = { connectingAt: now, checkAt: now.add(CONNECTS_FOR) };
      await tx.update(maskedCalls).set(connecting).where(eq(maskedCalls.id, callId));
      await journal(maskedCallEntry(call, 'connecting'));
    }
    return phone;
  },
);

/** The citizen has picked up: from now on the two talk. Repeating it is harmless. */
export const joinMaskedCall = command(
  'messaging.joinMaskedCall',
  WhichCall,
  async ({ tx, now, journal }, { callId }) => {
    const call = await lockMaskedCall(tx, callId);
    if (!call || call.endedAt || call.talkingAt) return;
    const talking = { talkingAt: now, checkAt: now.add(TALKS_AT_MOST) };
    await tx.update(maskedCalls).set(talking).where(eq(maskedCalls.id, callId));
    await journal(maskedCallEntry(call, 'talking'));
  },
);
