import { type Caller, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { addresses, CannotDeliver, maskedCarrier } from '../channels/registries.ts';
import { endMaskedCall } from '../commands/end-masked-call.ts';
import { placedMaskedCall } from '../commands/follow-masked-call.ts';
import { type MaskedCallRow, maskedCalls } from '../io/tables.ts';

/** Rings the person who asked for a masked call. */
export const placeMaskedCallTask = task({
  name: 'messaging.placeMaskedCall',
  payload: z.strictObject({ callId: Id }),
  run: async (app, { callId }) => {
    const [call] = await app.db
      .select()
      .from(maskedCalls)
      .where(and(eq(maskedCalls.id, callId), isNull(maskedCalls.endedAt)));
    if (!call || call.placedAt || call.answeredAt) return;
    const caller: Caller = { app, actor: { kind: 'system', id: 'messaging' } };
    try {
      await ring(caller, call);
    } catch (error) {
      // A carrier's error may repeat the phone number it was given, so only its kind is logged.
      const kind = error instanceof Error ? error.name : typeof error;
      const reason = error instanceof CannotDeliver ? error.reason : 'channelError';
      app.log.warn({ callId, reason, kind }, 'masked call not placed');
      await endMaskedCall(caller, { callId, how: { reason: 'notPlaced' } });
    }
  },
});

async function ring(caller: Caller, call: MaskedCallRow): Promise<void> {
  const { app } = caller;
  const { id: callId, userId: id, purpose } = call;
  const address = await app.services.get(addresses).get('user')?.(app, { id, purpose });
  if (!address) throw new CannotDeliver('noAddress');
  const { carrier } = app.services.get(maskedCarrier);
  if (!carrier) throw new CannotDeliver('noCarrier');
  const { to, locale = 'zh-Hant-TW' } = address;
  const { providerRef } = await carrier.ring(app, { callId, to, locale });
  await placedMaskedCall(caller, { callId, providerRef });
}
