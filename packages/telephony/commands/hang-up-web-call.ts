import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { lockCall } from '../io/lock-call.ts';
import { advanceCall } from './advance-call.ts';

/** The citizen ends the web call; a second time changes nothing. @throws NotFound for no web call. */
export const hangUpWebCall = command(
  'webcall.hangUp',
  z.strictObject({ callId: Id }),
  async (context, { callId }) => {
    const row = await lockCall(context.tx, callId);
    if (row?.provider !== 'webcall') throw new NotFound();
    const after = await advanceCall(context, row, { type: 'hungUp', how: 'hangUp' });
    return { state: after.state };
  },
);
