import type { App } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { outboundEnded } from '../../commands/outbound-moved.ts';
import { type Call, call } from '../../io/tables.ts';
import { carrierError, publicAddress, twilioClient } from './client.ts';

const RING_SECONDS = 40;

/**
 * Rings the citizen whom an agent waits for. The number is read from the vault for this alone, and
 * the reading is noted. A number that cannot be rung ends the call as not answered.
 */
export async function dialCitizen(app: App, row: Call): Promise<void> {
  if (row.providerSid || row.step !== 'connected') return;
  const caller = { app, actor: { kind: 'system', id: 'telephony.callback' } } as const;
  const { actor } = caller;
  const { phone } = await app.db.transaction((tx) =>
    app.vault.read(tx, row.citizenId, ['phone'], {
      actor,
      purpose: 'callback',
      now: app.clock.now(),
    }),
  );
  if (!phone) return outboundEnded(caller, { callId: row.id, how: 'noAnswer', keys: [] });
  const about = { call: row.id };
  try {
    const { sid } = await twilioClient(app).calls.create({
      to: phone,
      from: app.config.twilio.number,
      url: publicAddress(app, 'callback', about),
      statusCallback: publicAddress(app, 'callback-status', about),
      statusCallbackEvent: ['answered', 'completed'],
      timeout: RING_SECONDS,
    });
    await app.db.update(call).set({ providerSid: sid }).where(eq(call.id, row.id));
  } catch (error) {
    const answer = carrierError(error);
    if (!answer || answer.status >= 500 || answer.status === 429) throw error;
    await outboundEnded(caller, { callId: row.id, how: 'noAnswer', keys: [] });
  }
}
