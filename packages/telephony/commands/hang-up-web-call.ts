import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { lockCall } from '../io/lock-call.ts';
import { advanceCall } from './advance-call.ts';

const HangUpWebCall = z.strictObject({
  callId: Id,
  /** `failed`: there was no voice to speak by. */
  how: z.enum(['hangUp', 'failed']).default('hangUp'),
});

/** The citizen's web call ends; a second time changes nothing. @throws NotFound for no web call. */
export const hangUpWebCall = command(
  'webcall.hangUp',
  HangUpWebCall,
  async (context, { callId, how }) => {
    const row = await lockCall(context.tx, callId);
    if (row?.provider !== 'webcall') throw new NotFound();
    const after = await advanceCall(context, row, { type: 'hungUp', how });
    return { state: after.state };
  },
);
