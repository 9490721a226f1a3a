import { command } from '@1999/platform';
import { StartWebCall } from '../contract.ts';
import { openCall } from './open-call.ts';

/** A citizen's page begins a call; its flow starts once the voice connection stands. */
export const startWebCall = command('webcall.start', StartWebCall, async (context, input) => {
  const { app, tx, now } = context;
  const citizenId = await app.vault.newCitizen(tx, now);
  const row = await openCall(context, {
    provider: 'webcall',
    providerSid: null,
    citizenId,
    language: input.language ?? null,
  });
  return { callId: row.id, legId: row.callerLegId };
});
