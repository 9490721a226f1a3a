import type { Sweep } from '@1999/platform';
import { endAutomatedCall } from '../commands/end-automated-call.ts';

const BATCH = 100;

/**
 * Ends automated calls the carrier has told nothing of for too long, so that a lost callback shuts
 * no telephone for ever and leaves no order unanswered in silence.
 */
export const endLostCalls: Sweep = {
  name: 'messaging.lostCalls',
  nextDue: 'select min(check_at) from automated_call where check_at is not null',
  run: async (app) => {
    const lost = await app.sql<{ id: string }[]>`
      select id from automated_call where check_at <= ${app.clock.now().toString()}
      order by check_at limit ${BATCH}`;
    const caller = { app, actor: { kind: 'system', id: 'messaging' } } as const;
    for (const { id: callId } of lost) await endAutomatedCall(caller, { callId, reason: 'lost' });
    return lost.length;
  },
};
