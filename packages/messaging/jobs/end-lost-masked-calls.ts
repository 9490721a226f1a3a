import type { Sweep } from '@1999/platform';
import { endMaskedCall } from '../commands/end-masked-call.ts';

const BATCH = 100;

/**
 * Ends masked calls the carrier has told nothing of for too long, so that a lost callback keeps
 * nobody from calling again.
 */
export const endLostMaskedCalls: Sweep = {
  name: 'messaging.lostMaskedCalls',
  nextDue: 'select min(check_at) from masked_call where check_at is not null',
  run: async (app) => {
    const lost = await app.sql<{ id: string }[]>`
      select id from masked_call where check_at <= ${app.clock.now().toString()}
      order by check_at limit ${BATCH}`;
    const caller = { app, actor: { kind: 'system', id: 'messaging' } } as const;
    for (const { id: callId } of lost) {
      await endMaskedCall(caller, { callId, how: { reason: 'lost' } });
    }
    return lost.length;
  },
};
